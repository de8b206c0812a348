export type { Entry, Value } from "./Entry.ts";
export { aRun, deadlock, type End, endOf, stepError } from "./endOf.ts";
export { entriesOf } from "./entriesOf.ts";
export { type Move, type Run, replay } from "./replay.ts";
export { SoloRun, type SoloStep } from "./SoloRun.ts";
export {
  type Change,
  type Position,
  type Trace,
  type TraceActor,
  type TraceStep,
  type TraceSubject,
  traceSchemaName,
} from "./Trace.ts";
export { placeOf, type TracedRun, tracedRun } from "./tracedRun.ts";
export { traceOf } from "./traceOf.ts";
export { version } from "./version.ts";
export { wrongIn } from "./wrongIn.ts";
