import type { FromFile } from "./FromFile.ts";
import type { Change } from "./language/index.ts";
import type { MappingName } from "./mappings/index.ts";
import type { Switches } from "./Switches.ts";

/** What a proposal breaks, of what holds without it: laws of a scenario, on 6.12 if no kernel is named. */
export interface Break {
  readonly scenario: string;
  readonly mapping: MappingName;
  readonly kernel?: string;
  readonly laws: readonly string[];
}

/** A change to the semantics, to be checked before it is made: switches flipped, steps changed. */
export interface Proposal extends FromFile {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly switches?: Partial<Switches>;
  readonly changes?: readonly Change[];
  /** Where that is known: it is shown by the tests, and suggested by `npx ptecheck explain`. */
  readonly breaks?: readonly Break[];
}

/** A proposal as it is given; writing it so lets an editor say what fits. */
export function proposal(written: Omit<Proposal, "breaks" | "file">): Proposal {
  return written;
}
