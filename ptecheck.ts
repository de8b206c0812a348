// The package's door: import { check, compile, explore } from "ptecheck". The words in which models are
// written are another one's: import { language } from "ptecheck/language". Nothing here needs Node.

// Questions about Linux: subjects in, rows out.
export {
  type CheckOptions,
  check,
  checkAll,
  checkInTurns,
  findInvariant,
  findProposal,
  findScenario,
  type Result,
  type Row,
  type Selection,
  type Subject,
  select,
  subjectOf,
  UsageError,
  type Verdict,
} from "./checks/index.ts";
export type { Change as TraceChange, Trace, TraceStep } from "./counterexamples/index.ts";
// Models of any kind: compile, then explore; the reference runs one step at a time.
export {
  allPasses,
  type Compiled,
  type CompileOptions,
  compile,
  noPasses,
  type Passes,
  type PassName,
  passNames,
  type Savings,
} from "./explorer/compile/index.ts";
export {
  exploreNaively,
  type NaiveExploration,
  Reference,
  type ReferenceOutcome,
  type ReferenceStep,
  type RunState,
} from "./explorer/reference/index.ts";
export {
  type BoundHit,
  type Bounds,
  type CoverResult,
  type Exploration,
  explore,
  exploreInTurns,
  type Location,
  type Move,
  moveText,
  type Progress,
  type PropertyResult,
  pathTo,
  report,
} from "./explorer/search/index.ts";
// The catalogue: everything that a selection can name.
export { type Invariant, invariant, invariants } from "./invariants/index.ts";
export {
  type CopiedAtFork,
  copiedAtFork,
  defaultKernels,
  type Refusal,
  type Release,
  type Rule,
  type RuleName,
  type Rules,
  releaseNamed,
  rules,
} from "./model/kernels/index.ts";
export {
  type Change,
  LanguageError,
  type LanguageErrorCode,
  type Property,
  type System,
} from "./model/language/index.ts";
export { type Mapping, type MappingName, mappingNames, mappingOf } from "./model/mappings/index.ts";
export { type Proposal, proposal } from "./model/Proposal.ts";
export { brokenVariants, proposals } from "./model/proposals/index.ts";
export { type Switches, switchesOf } from "./model/Switches.ts";
export type { Operation, Self, State } from "./model/state/index.ts";
export { renderTrace } from "./render/index.ts";
export {
  type Expectation,
  type Scenario,
  type ScenarioCover,
  scenario,
  scenarios,
  systemOf,
  type Thread,
  type WrittenScenario,
} from "./scenarios/index.ts";
