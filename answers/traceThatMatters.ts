import { findInvariant, findScenario, subjectOf } from "../checks/index.ts";
import type { Trace } from "../counterexamples/index.ts";
import type { Evidence } from "./Evidence.ts";
import type { CheckAll } from "./gather.ts";

const law = "no-lost-store";
const scenario = "zap-race";
const mapping = "write-notify";

/** How a store is lost on the newest kernel that loses one: what a "yes" would overlook. Null if none does. */
export function traceThatMatters(evidence: Evidence, checkAll: CheckAll): Trace | null {
  const kernel = evidence.kernelsWith("violated", { scenario, mapping, property: law }).at(-1);
  if (kernel === undefined) return null;
  const subject = subjectOf(findScenario(scenario), kernel, mapping, null, [findInvariant(law)]);
  const rows = [...checkAll([subject])].flatMap((result) => result.rows);
  return rows.find(({ property }) => property === law)?.trace ?? null;
}
