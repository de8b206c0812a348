import type { Row } from "../../checks/index.ts";
import { count } from "../count.ts";
import { table } from "./table.ts";
import { markText, verdictText } from "./verdictText.ts";

/** A row for each scenario, mapping and property; a column for each kernel. */
export function verdictTable(rows: readonly Row[], kernelNames: readonly string[]): string {
  const keyOf = ({ scenario, mapping, property }: Row) => `${scenario} ${mapping} ${property}`;
  const lines = new Map<string, Row[]>();
  for (const row of rows) lines.set(keyOf(row), [...(lines.get(keyOf(row)) ?? []), row]);
  const made = table(
    ["scenario", "mapping", "property", ...kernelNames, "states"],
    [...lines.values()].map((same) => [
      same[0].scenario,
      same[0].mapping,
      same[0].property,
      ...kernelNames.map((name) => {
        const row = same.find(({ kernel }) => kernel === name);
        return row === undefined ? "" : verdictText(row.verdict, row.met);
      }),
      count(Math.max(...same.map(({ states }) => states))),
    ]),
  );
  return [made, ...markText(rows)].join("\n");
}
