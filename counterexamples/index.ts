export { deadlock, type End, endOf, stepError } from "./endOf.ts";
export { fewerSwitches, switchesIn } from "./fewerSwitches.ts";
export { type Move, type Run, replay } from "./replay.ts";
export { type Change, type Trace, type TraceStep, traceSchemaName } from "./Trace.ts";
export { placeOf, traceOf } from "./traceOf.ts";
export { type ScriptLine, type Walked, walk } from "./walk.ts";
