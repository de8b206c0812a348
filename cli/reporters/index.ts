export { assertWritable, cannotWrite, planOf, type ReporterOptions } from "./planOf.ts";
export { rowsOf, tracesOf } from "./shownOf.ts";
export { writeReport } from "./writeReport.ts";
