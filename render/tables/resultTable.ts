import type { Row } from "../../checks/index.ts";
import { count } from "../count.ts";
import { table } from "./table.ts";
import { markText, verdictText } from "./verdictText.ts";

/** A line for each row, with the size of its system. */
export function resultTable(rows: readonly Row[]): string {
  const made = table(
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
      changeText(row),
      count(row.states),
      count(row.transitions),
      String(row.depth),
      `${row.seconds.toFixed(2)} s`,
    ]),
  );
  return [made, ...markText(rows)].join("\n");
}

/** A change from something, or to something, that nobody knows is none. */
function changeText({ before, verdict, met }: Row): string {
  const text = verdictText(verdict, met);
  if (before === null || before === verdict) {
    return verdict === "violated" && met ? `${text}, as expected` : text;
  }
  const isKnown = before !== "incomplete" && verdict !== "incomplete";
  return isKnown ? `${before} → ${text}` : `${text}, before ${before}`;
}
