import type { Row, Verdict } from "../../checks/index.ts";
import { listed } from "./listed.ts";

/** Verdicts that changed, kernels of one row together: "law (scenario, mapping, 5.12 and 6.1): was → is". */
export function idsOfChanges(changes: readonly { row: Row; was: Verdict }[]): string {
  const groups = new Map<string, { row: Row; was: Verdict; kernels: string[] }>();
  for (const { row, was } of changes) {
    const key = JSON.stringify([row.property, row.scenario, row.mapping, was, row.verdict]);
    const group = groups.get(key) ?? { row, was, kernels: [] };
    groups.set(key, { ...group, kernels: [...group.kernels, row.kernel] });
  }
  return [...groups.values()]
    .map(
      ({ row, was, kernels }) =>
        `${row.property} (${row.scenario}, ${row.mapping}, ${listed(kernels)}): ${was} → ${row.verdict}`,
    )
    .join("; ");
}
