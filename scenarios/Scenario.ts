import type { FromFile } from "../model/FromFile.ts";
import type { RuleName } from "../model/kernels/index.ts";
import type { StatePredicate } from "../model/language/index.ts";
import type { MappingName } from "../model/mappings/index.ts";
import type { Switches } from "../model/Switches.ts";
import type { Operation, Self, State } from "../model/state/index.ts";

/** A user thread: where it runs, and what it may do over and over. */
export interface Thread {
  readonly name: string;
  readonly mm: "parent" | "child";
  readonly cpu: number;
  readonly program: readonly Operation[];
}

/** What a run must show of one invariant; everything that is asked and not named here must hold. */
export interface Expectation {
  readonly violated: string;
  readonly mappings?: readonly MappingName[];
  /** Only on kernels that have this rule, */
  readonly with?: RuleName;
  /** and on those that lack this one; without both, on all. */
  readonly without?: RuleName;
  /** Nor on kernels that have this one. */
  readonly unless?: RuleName;
}

/** A state that must be reachable, or must not be; unreached where it must be, the green is empty. */
export interface ScenarioCover {
  readonly id: string;
  readonly what: string;
  readonly expected: "reached" | "never";
  readonly reached: StatePredicate<State, Self>;
}

/** A closed system of litmus size with a question. */
export interface Scenario extends FromFile {
  readonly id: string;
  /** The question, and in two sentences why it has this shape. */
  readonly question: string;
  readonly why: string;
  readonly mappings: readonly MappingName[];
  /** The release since which it makes sense; without it, on every kernel. */
  readonly since?: string;
  /** Any operation in any order: so large that it is checked only where it is named. */
  readonly isOpen?: boolean;
  /** Switches that this scenario sets on every kernel. */
  readonly switches: Partial<Switches>;
  /** How many frames there are, the page cache's or the zero page included; of private memory only. */
  readonly frames?: number;
  /** How many references may be held at once that outlive the call which took them. */
  readonly references?: number;
  readonly threads: readonly Thread[];
  /** The ids of the invariants it asks for; one that does not speak of a mapping is left out there. */
  readonly asks: readonly string[];
  readonly expects: readonly Expectation[];
  readonly covers: readonly ScenarioCover[];
}

/** What may be left out of a scenario: no switch, nothing violated, no cover. */
type Optional = "switches" | "expects" | "covers";

/** A scenario as it is written down. */
export type WrittenScenario = Omit<Scenario, Optional> & Partial<Pick<Scenario, Optional>>;

/** A scenario with what it leaves out; writing it so lets an editor say what fits. */
export function scenario(written: WrittenScenario): Scenario {
  return { switches: {}, expects: [], covers: [], ...written };
}
