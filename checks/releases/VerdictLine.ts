import type { MappingName } from "../../model/mappings/index.ts";
import type { Verdict } from "../Row.ts";

/** What is said of a law on a kernel; "not asked" where no scenario asks it there. */
export type Cell = Verdict | "not asked";

/** What a scenario with a mapping says of a law, kernel by kernel. */
export interface VerdictLine {
  readonly law: string;
  readonly scenario: string;
  readonly mapping: MappingName;
  /** In the order of the kernels. */
  readonly verdicts: readonly Cell[];
}
