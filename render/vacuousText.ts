import type { Row } from "../checks/index.ts";
import { hanging } from "./wrap.ts";

/** Why what is vacuous is so, reason by reason; empty if nothing is. */
export function vacuousText(rows: readonly Row[]): string {
  const reasons = new Map<string, string[]>();
  for (const row of rows) {
    if (row.verdict !== "vacuous") continue;
    const reason = reasonOf(row);
    reasons.set(reason, [...(reasons.get(reason) ?? []), row.property]);
  }
  return [...reasons]
    .flatMap(([reason, of]) =>
      hanging("", `vacuous: ${[...new Set(of)].join(", ")}: ${reason}`, "  "),
    )
    .join("\n");
}

function reasonOf({ unused, expected }: Row): string {
  const whole = unused.find(({ isWhole }) => isWhole);
  if (whole !== undefined) {
    return `nothing of ${whole.proposal} is used (${whole.names.join(", ")})`;
  }
  return expected === "reached" ? "no run gets there" : "no run does what it speaks of";
}
