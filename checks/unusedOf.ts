import type { Change } from "../model/language/index.ts";
import type { Unused } from "./Row.ts";
import type { Subject } from "./Subject.ts";
import { partsOf } from "./together.ts";

/**
 * The proposals that a system never uses: they change steps only, and none that it ever comes to, so that they
 * show nothing about it. Of several each must be used: what is found is said of all of them.
 */
export function unusedOf({ proposal }: Subject, unused: readonly Change[]): Unused[] {
  if (proposal === null) return [];
  return partsOf(proposal).flatMap(({ id, changes = [], switches }) => {
    const isByStepsOnly = changes.length > 0 && switches === undefined;
    if (!isByStepsOnly || !changes.every((change) => unused.includes(change))) return [];
    const steps = changes.flatMap(({ procedure, steps }) =>
      Object.keys(steps).map((step) => `${procedure.name}.${step}`),
    );
    return [{ proposal: id, steps }];
  });
}
