import type { Row } from "../../checks/index.ts";
import { count } from "../count.ts";
import { table } from "./table.ts";
import { verdictText } from "./verdictText.ts";

/** A line for each row, with the size of its system. */
export function resultTable(rows: readonly Row[]): string {
  return table(
    [
      "scenario",
      "kernel",
      "mapping",
      "property",
      "verdict",
      "states",
      "transitions",
      "depth",
      "time",
    ],
    rows.map((row) => [
      row.scenario,
      row.kernel,
      row.mapping,
      row.property,
      row.before === null || row.before === row.verdict
        ? verdictText(row.verdict, row.met)
        : `${row.before} → ${verdictText(row.verdict, row.met)}`,
      count(row.states),
      count(row.transitions),
      String(row.depth),
      `${row.seconds.toFixed(2)} s`,
    ]),
  );
}
