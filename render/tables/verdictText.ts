import pc from "picocolors";
import type { Row, Verdict } from "../../checks/index.ts";

/** A verdict in the colour of what it means: red, and marked, if it is not what is expected. */
export function verdictText(verdict: Verdict, met: boolean): string {
  if (!met) return pc.red(`${verdict} (!)`);
  return verdict === "violated" ? pc.yellow(verdict) : pc.green(verdict);
}

/** What the mark of a verdict means, under a table that has one. */
export function markText(rows: readonly Row[]): readonly string[] {
  return rows.every(({ met }) => met) ? [] : ["(!) not what the scenario expects"];
}
