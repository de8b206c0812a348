import pc from "picocolors";
import type { Verdict } from "../../checks/index.ts";

/** A verdict in the colour of what it means: red, and marked, if it is not what is expected. */
export function verdictText(verdict: Verdict, met: boolean): string {
  if (!met) return pc.red(`${verdict} (!)`);
  return verdict === "violated" ? pc.yellow(verdict) : pc.green(verdict);
}
