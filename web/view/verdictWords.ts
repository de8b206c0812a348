import type { Costs, Row } from "../../checks/index.ts";
import { boundText } from "../../render/index.ts";

/** "violated: law, law; 7 hold": what is wrong by name, the rest counted; a bound that was hit. */
export function verdictWords(rows: readonly Row[]): string {
  const verdicts = [...new Set(rows.map(({ verdict }) => verdict))];
  const told = verdicts.map((verdict) => {
    const of = rows.filter((row) => row.verdict === verdict).map(({ property }) => property);
    if (verdict === "holds") return `${of.length} ${of.length === 1 ? "holds" : "hold"}`;
    return `${verdict}: ${of.join(", ")}`;
  });
  const bound = rows[0]?.bound ?? null;
  return [...told, ...(bound === null ? [] : [`${boundText(bound)}; nothing holds yet`])].join(
    "; ",
  );
}

/** What one run costs without a proposal, and with it; the same is told once. */
export function costText({
  before,
  after,
}: {
  readonly before: Costs;
  readonly after: Costs;
}): string {
  const change = (was: number, is: number, what: string) =>
    `${was === is ? is : `${was} → ${is}`} ${what}`;
  return `One run costs ${[
    change(before.pageFaults, after.pageFaults, "page faults"),
    change(before.tlbFlushes, after.tlbFlushes, "TLB flushes"),
    change(before.ipis, after.ipis, "IPIs"),
    change(before.writebacks, after.writebacks, "I/O"),
  ].join(", ")}.`;
}
