export { type ActorProgram, chainOf, type Position } from "./Activation.ts";
export type { Compiled, CompiledPredicate, CompiledProperty, Find, FindStep } from "./Compiled.ts";
export { type CompileOptions, compile } from "./compile.ts";
export { contentOf } from "./contentOf.ts";
export { Independence } from "./Independence.ts";
export type { Layout } from "./Layout.ts";
export { leadsOn } from "./leadsOn.ts";
export type { Start } from "./Machine.ts";
export {
  allPasses,
  keepingSteps,
  mayWait,
  noPasses,
  type Passes,
  type PassName,
  passNames,
  type Savings,
} from "./passes/index.ts";
export type { PropertyTrees } from "./predicates.ts";
export { isErrorCode } from "./Session.ts";
export type { ShapeInfo } from "./Shapes.ts";
export { type Effect, plainId, type Slot } from "./Slot.ts";
export { type StaticStep, staticSteps } from "./staticSteps.ts";
export { type Branch, childOf, leavesOf, nodesOf, slotsOf, type Tree } from "./Tree.ts";
export type { Part, StepTree, Transition, UnfoldedStep } from "./unfold.ts";
export {
  type FinderNames,
  leafBits,
  type MemoryPlan,
  none,
  registers,
  type WasmProgram,
  windowLines,
} from "./wasm/index.ts";
