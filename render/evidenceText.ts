import type { Result } from "../checks/index.ts";
import { count } from "./count.ts";
import { hanging } from "./wrap.ts";

/** That a system's green is not empty: when its laws were first asked, what no run did. */
export function evidenceText({ subject, rows, evidence }: Result): string {
  const { scenario, kernel, mapping } = subject;
  const { witnesses, edges, edgesNeverTaken, valuesNeverHad } = evidence;
  const [{ bound }] = rows;
  const asked = witnesses.map(({ property, after }) =>
    after === null ? `${property} never` : `${property} after ${after}`,
  );
  const never = edgesNeverTaken.length;
  return [
    `${scenario.id}, ${kernel}, ${mapping}: what shows that this is not empty`,
    ...hanging("  First asked, in steps: ", `${asked.join("; ")}.`, "    "),
    `  Bounds: ${bound === null ? "none was met; every reachable state was visited" : `met (${bound})`}.`,
    `  Ways from a step to the next: ${count(edges - never)} of ${count(edges)} taken${never === 0 ? "." : "; never:"}`,
    ...edgesNeverTaken.map((edge) => `    ${edge}`),
    ...(valuesNeverHad.length === 0
      ? []
      : ["  Values that no state has, of fields that matter here:"]),
    ...valuesNeverHad.map(({ path, values }) => `    ${path}: ${values.join(", ")}`),
  ].join("\n");
}
