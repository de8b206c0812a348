import type { Row } from "../checks/index.ts";
import { systemsOf } from "./systemsOf.ts";
import { wrap } from "./wrap.ts";

/** What is said of systems, in a paragraph for each saying with all of which it is said. */
export function toldSystems(rows: readonly Row[], sayingOf: (row: Row) => string | null): string {
  const sayings = new Map<string, string[]>();
  for (const row of systemsOf(rows)) {
    const saying = sayingOf(row);
    if (saying === null) continue;
    const named = `${row.scenario} (${row.kernel}, ${row.mapping})`;
    sayings.set(saying, [...(sayings.get(saying) ?? []), named]);
  }
  return [...sayings]
    .map(([saying, systems]) => wrap(`${saying} ${systems.join("; ")}.`, "").join("\n"))
    .join("\n");
}
