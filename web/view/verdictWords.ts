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
  const change = (what: string, was: number, is: number) =>
    `${what} ${was === is ? is : `${was} → ${is}`}`;
  return `In one run: ${[
    change("page faults", before.pageFaults, after.pageFaults),
    change("TLB flushes", before.tlbFlushes, after.tlbFlushes),
    change("IPIs", before.ipis, after.ipis),
    change("I/O", before.writebacks, after.writebacks),
  ].join(", ")}.`;
}
