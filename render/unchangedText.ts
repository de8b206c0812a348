import type { Row, Verdict } from "../checks/index.ts";
import { count } from "./count.ts";

/** Rows that a proposal does not change, in one line: how many, and what they say. */
export function unchangedText(rows: readonly Row[]): string {
  const verdicts = new Map<Verdict, number>();
  for (const { verdict } of rows) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  const each = [...verdicts].map(([verdict, many]) => `${count(many)} ${verdict}`).join(", ");
  return `${count(rows.length)} verdict${rows.length === 1 ? "" : "s"} unchanged: ${each}.`;
}
