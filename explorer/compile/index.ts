export type { Activation, ActorProgram, Position } from "./Activation.ts";
export {
  type Compiled,
  type CompiledProperty,
  compile,
  type Expand,
  type Find,
  type FindStep,
} from "./compile.ts";
export type { Layout, Place } from "./Layout.ts";
export { Program } from "./Program.ts";
export { type Codes, initialCodes, initialState, PlainStore, pack, unpack } from "./packing.ts";
export type { StepTree, Transition, Unfolded, UnfoldedStep } from "./unfold.ts";
