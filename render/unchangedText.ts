import type { Row, Verdict } from "../checks/index.ts";
import { count } from "./count.ts";
import { hanging } from "./wrap.ts";

/** Rows that a proposal does not change: how many, what they say, and which of them are violated. */
export function unchangedText(rows: readonly Row[]): string {
  const verdicts = new Map<Verdict, number>();
  for (const { verdict } of rows) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  const violated = rows.filter(({ verdict }) => verdict === "violated");
  const each = [...verdicts].map(([verdict, many]) => {
    const named = verdict === "violated" ? ` as before: ${lawsText(violated)}` : "";
    return `${count(many)} ${verdict}${named}`;
  });
  const head = `${count(rows.length)} verdict${rows.length === 1 ? "" : "s"} unchanged: `;
  return hanging(head, `${each.join(", ")}.`, "  ").join("\n");
}

/** "law, law (zap-race, write-notify; 5.12, 6.1)": laws with the systems that violate them. */
function lawsText(rows: readonly Row[]): string {
  const kernels = grouped(
    rows,
    ({ scenario, mapping, property }) => JSON.stringify([`${scenario}, ${mapping}`, property]),
    ({ kernel }) => kernel,
  );
  const laws = grouped(
    [...kernels].map(([key, on]) => [...(JSON.parse(key) as [string, string]), on] as const),
    ([system, , on]) => `${system}; ${on.join(", ")}`,
    ([, law]) => law,
  );
  return [...laws].map(([systems, of]) => `${of.join(", ")} (${systems})`).join("; ");
}

function grouped<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  textOf: (item: T) => string,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), textOf(item)]);
  }
  return groups;
}
