import type { Row } from "../checks/index.ts";
import { stepsText } from "./stepsText.ts";
import { hanging } from "./wrap.ts";

/** Who can go round for ever without coming to rest, with one round each; empty where nobody asked, or nobody can. */
export function retriesText(rows: readonly Row[]): string {
  return rows
    .flatMap(({ scenario, kernel, mapping, retries = [] }) =>
      retries.flatMap(({ actor, after, cycle }) => {
        const head = `${scenario}, ${kernel}, ${mapping}: ${actor} can go round for ever, after ${stepsText(after)}: `;
        return hanging(head, `${cycle.join("; ")}.`, "    ");
      }),
    )
    .join("\n");
}
