import type { RuleName } from "../model/kernels/index.ts";
import type { MappingName } from "../model/mappings/index.ts";

/** A commit of mainline, and the release that first had it. */
export interface Fix {
  readonly commit: string;
  readonly title: string;
  /** The rule that the model has for it. */
  readonly rule: RuleName;
}

/** A real bug of Linux: a scenario shows it on a kernel that had it, and shows that the fix was one. */
export interface Bug {
  readonly id: string;
  /** CVE numbers and the names that it goes by; none for most. */
  readonly names?: readonly string[];
  /** What went wrong, in two or three sentences. */
  readonly what: string;
  readonly scenario: string;
  readonly mapping: MappingName;
  /** The law that it breaks. */
  readonly breaks: string;
  /** A release that has it. */
  readonly refuted: string;
  /** The first release that does not. */
  readonly holds: string;
  readonly fix: Fix;
  /** Where it was told: the mail, the advisory, the commit's own text. */
  readonly told: string;
}
