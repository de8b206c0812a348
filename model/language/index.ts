export { answerOf } from "./answerOf.ts";
export type { Context } from "./Context.ts";
export { type Change, Changes, extend, replaceStep } from "./changes.ts";
export { type Domain, domain, type Index, indexOf } from "./domain.ts";
export { type Fact, type FactsAt, fact, isBefore, isThroughout } from "./facts.ts";
export {
  type ArrayShape,
  array,
  bool,
  type CompositeShape,
  type Field,
  type Fields,
  held,
  index,
  isScalar,
  lock,
  nullable,
  oneOf,
  type RecordShape,
  range,
  record,
  type Scalar,
  type ScalarShape,
  type Shape,
  type Sizes,
  shapeText,
  sizeOf,
  type UnionShape,
  union,
  type ValueOf,
  type ValuesOf,
} from "./fields.ts";
export { LanguageError, type LanguageErrorCode, languageErrorOf } from "./LanguageError.ts";
export { type ActorOf, language } from "./language.ts";
export { type Called, type Kept, type Noted, primitive, recordCalls } from "./primitive.ts";
export {
  type AnyOutcome,
  type AnyProcedure,
  type Call,
  call,
  type Definition,
  isProcedure,
  type Outcome,
  type Procedure,
} from "./procedure.ts";
export {
  type Answers,
  answers,
  copy,
  count,
  every,
  first,
  indexes,
  is,
  same,
  some,
  update,
} from "./quantifiers.ts";
export {
  type Actor,
  type ActorView,
  assertSystem,
  type Cover,
  type Moment,
  type NameOf,
  type Property,
  type StatePredicate,
  type StateProperty,
  type StepProperty,
  type System,
  type WithSteps,
} from "./System.ts";
export { type Blocked, blocked, must, type OutOfScope, outOfScope, waitUntil } from "./waiting.ts";
export { passesOn, type Telling, tellingOf, type Wording } from "./wording.ts";
