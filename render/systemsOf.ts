import type { Row } from "../checks/index.ts";

/** The first row of each system: what rows of one system share is told once. */
export function systemsOf(rows: readonly Row[]): Row[] {
  const first = new Map<string, Row>();
  for (const row of rows) {
    const key = `${row.scenario} ${row.kernel} ${row.mapping}`;
    if (!first.has(key)) first.set(key, row);
  }
  return [...first.values()];
}
