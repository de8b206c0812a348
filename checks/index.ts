export type { Apart } from "./Apart.ts";
export { assertLeadsTo } from "./assertLeadsTo.ts";
export type { Costs } from "./Costs.ts";
export { caveatOf } from "./caveatOf.ts";
export { check } from "./check.ts";
export { checkAll } from "./checkAll.ts";
export { checkInTurns } from "./checkInTurns.ts";
export {
  type Checked,
  type CheckOptions,
  checkCompiled,
  checkSystem,
  compiledOf,
} from "./checkSystem.ts";
export { costsOf } from "./costsOf.ts";
export { Differences } from "./Differences.ts";
export type { Evidence } from "./Evidence.ts";
export type { Explained } from "./Explained.ts";
export { expectedOf } from "./expectedOf.ts";
export { withExplanations } from "./explain/index.ts";
export { findKernel } from "./findKernel.ts";
export { historyOf, type Proof } from "./historyOf.ts";
export { isChanged } from "./isChanged.ts";
export { withLiveness } from "./liveness/index.ts";
export {
  type ToldProcedure,
  type ToldStep,
  toldKernels,
  toldProcedures,
} from "./model/index.ts";
export { didYouMean } from "./nearest.ts";
export type { Row, Verdict } from "./Row.ts";
export {
  type Bisection,
  bisect,
  type Cell,
  type Flip,
  type Flipped,
  groupedBy,
  type Matrix,
  type MatrixLine,
  matrixOf,
  onlyAsked,
  type RuleChange,
  renewed,
  type SmallestSets,
  type Span,
  type Unmet,
  whyFlipped,
} from "./releases/index.ts";
export { type Result, resultOf } from "./resultOf.ts";
export { type Subject, subjectOf } from "./Subject.ts";
export { sameStates } from "./sameStates.ts";
export {
  findInvariant,
  findProposal,
  findScenario,
  pick,
  type Selection,
  select,
} from "./select.ts";
export { type SmallestScope, smallestScope } from "./smallestScope.ts";
export { parseState, StateError, suggestions, type Why, whyState } from "./states/index.ts";
export { idsIn, partsOf, together } from "./together.ts";
export { commandOf, traceSubjectOf } from "./traceSubjectOf.ts";
export { UsageError } from "./UsageError.ts";
export { unfinished } from "./unfinished.ts";
export { type ScriptLine, type WalkedOperation, walkThreads } from "./walkThreads.ts";
export { type Besides, withBefore } from "./withBefore.ts";
export { withoutRule } from "./withoutRule.ts";
export { withoutTexts } from "./withoutTexts.ts";
