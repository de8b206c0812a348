import type { MatrixLine } from "../../checks/index.ts";
import { headOf, mergedKernels } from "./mergedKernels.ts";
import type { NamedText } from "./NamedText.ts";

/** Where laws are violated: "zap-race 3.14–6.1" of no-lost-store. */
export function violationTexts(
  laws: readonly MatrixLine[],
  kernels: readonly string[],
): NamedText[] {
  return laws.flatMap(({ law, scenarios }) => {
    const where = scenarios.flatMap(({ scenario, verdicts }) => {
      const spans = mergedKernels(kernels, (at) => verdicts[at])
        .filter(({ at }) => verdicts[at] === "violated")
        .map((column) => headOf(column, "–"));
      return spans.length === 0 ? [] : [`${scenario} ${spans.join(", ")}`];
    });
    return where.length === 0 ? [] : [{ name: law, text: where.join("; ") }];
  });
}
