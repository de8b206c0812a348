import type { Row } from "../checks/index.ts";
import { toldSystems } from "./toldSystems.ts";

/** What of proposals that are used is not, and where; empty if nothing is. Others are vacuous, and say so. */
export function unusedText(rows: readonly Row[]): string {
  return toldSystems(rows, ({ unused }) => {
    const names = unused.flatMap((one) => (one.isWhole ? [] : one.names));
    return names.length === 0 ? null : `Not used here: ${names.join(", ")}; in`;
  });
}
