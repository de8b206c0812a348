import Table from "cli-table3";
import pc from "picocolors";
import type { Row, Verdict } from "./Row.ts";

/** Results go to stdout. */
export function print(text = ""): void {
  process.stdout.write(`${text}\n`);
}

/** A table without lines, as it can be pasted into a mail. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const none = Object.fromEntries(
    "top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid"
      .split(" ")
      .map((part) => [part, ""]),
  );
  const made = new Table({
    head: [...head],
    chars: { ...none, middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  made.push(...rows.map((row) => [...row]));
  return made
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

export function verdictText(verdict: Verdict, met: boolean): string {
  if (!met) return pc.red(`${verdict} (!)`);
  return verdict === "violated" ? pc.yellow(verdict) : pc.green(verdict);
}

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
      verdictText(row.verdict, row.met),
      count(row.states),
      count(row.transitions),
      String(row.depth),
      `${row.seconds.toFixed(2)} s`,
    ]),
  );
}

export function count(value: number): string {
  return value.toLocaleString("en-US");
}
