export { costTable } from "./costTable.ts";
export { resultTable } from "./resultTable.ts";
export { table } from "./table.ts";
export { verdictTable } from "./verdictTable.ts";
