export { type Domain, domain, type Index, indexOf } from "./domain.ts";
export {
  array,
  bool,
  type Field,
  type Fields,
  index,
  nullable,
  oneOf,
  range,
  record,
  type Scalar,
  type ScalarShape,
  type Shape,
  type Sizes,
  union,
  type ValueOf,
  type ValuesOf,
} from "./fields.ts";
export { LanguageError, type LanguageErrorCode } from "./LanguageError.ts";
export {
  type AnyProcedure,
  type Blocked,
  blocked,
  type Call,
  type Context,
  call,
  language,
  type Outcome,
  type Procedure,
  type Replacement,
  replaceStep,
} from "./procedure.ts";
export { copy, count, every, indexes, same, some } from "./quantifiers.ts";
export type { Slot, Store } from "./Store.ts";
export type {
  Actor,
  ActorView,
  Cover,
  Moment,
  Property,
  StatePredicate,
  StateProperty,
  StepProperty,
  System,
  WithSteps,
} from "./System.ts";
export {
  type Host,
  hostOf,
  type NameOf,
  type SlotMaker,
  slotsOf,
  type View,
  viewOf,
} from "./views.ts";
