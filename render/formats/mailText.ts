import type { Row } from "../../checks/index.ts";
import type { Distinct } from "../distinctTraces.ts";
import { renderLanes } from "../renderLanes.ts";
import { unmetText } from "../unmetText.ts";
import { hanging } from "../wrap.ts";

/**
 * What was found, for a mail: 72 columns, no colours, no tables; every verdict in words, then every trace in
 * lanes, each with all that is needed to read it and to see it again.
 */
export function mailText(
  rows: readonly Row[],
  traces: readonly Distinct[],
  options: { readonly functions: boolean },
): string {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const { scenario, mapping, kernel, proposal } = row;
    const change = proposal === null ? "" : `, with ${proposal}`;
    const system = `${scenario}, Linux ${kernel}, ${mapping}${change}: `;
    groups.set(system, [...(groups.get(system) ?? []), row]);
  }
  const systems = [...groups].flatMap(([system, of]) => hanging(system, verdictsText(of), "  "));
  const told = traces.flatMap(({ trace, ...more }) => [
    "",
    renderLanes(trace, { ...options, ...more }),
  ]);
  return [...systems, ...told].join("\n");
}

/** "a, b: holds; c: violated, as expected." */
function verdictsText(rows: readonly Row[]): string {
  const verdicts = new Map<string, string[]>();
  for (const row of rows) {
    const verdict = verdictOf(row);
    verdicts.set(verdict, [...(verdicts.get(verdict) ?? []), row.property]);
  }
  const texts = [...verdicts].map(([verdict, laws]) => `${laws.join(", ")}: ${verdict}`);
  return `${texts.join("; ")}.`;
}

function verdictOf(row: Row): string {
  const { verdict, before, met } = row;
  if (!met) return `${unmetText(row)} (!)`;
  if (before !== null && before !== verdict) return `${before} → ${verdict}`;
  return verdict === "violated" && before === null ? `${verdict}, as expected` : verdict;
}
