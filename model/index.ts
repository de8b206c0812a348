// The door for those outside of the package: what a change of the model is written with. (The package
// itself goes to each file.) import { proposal, replaceStep, zap_pte_range } from "ptecheck/model"

export {
  type AtHand,
  current,
  extend,
  replaceStep,
  untold as procedure,
  type Vma,
} from "./current.ts";
export * from "./facts.ts";
export type { Kernel } from "./Kernel.ts";
export type { Mapping, MappingName } from "./mappings/index.ts";
export * from "./operations/index.ts";
export { type Proposal, proposal } from "./Proposal.ts";
export * from "./primitives/index.ts";
export type { Switches } from "./Switches.ts";
export {
  Actor,
  Cpu,
  cached,
  child,
  Frame,
  Mm,
  type Operation,
  type PresentPte,
  Pte,
  page,
  parent,
  type Self,
  type State,
  state,
  Translations,
  Vaddr,
} from "./state/index.ts";
