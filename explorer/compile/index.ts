export type { ActorProgram, Position } from "./Activation.ts";
export type { Compiled, CompiledPredicate, CompiledProperty } from "./Compiled.ts";
export { type CompileOptions, compile } from "./compile.ts";
export { contentOf } from "./contentOf.ts";
export { Independence } from "./Independence.ts";
export type { Layout } from "./Layout.ts";
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
export type { Slot } from "./Slot.ts";
export { type StaticStep, staticSteps } from "./staticSteps.ts";
export type { Part, Transition } from "./unfold.ts";
