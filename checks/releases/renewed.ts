import type { Subject } from "../Subject.ts";
import { UsageError } from "../UsageError.ts";
import { foldedOf, type Matrix } from "./matrixOf.ts";
import type { VerdictLine } from "./VerdictLine.ts";

/**
 * A matrix with what was searched anew of some scenarios, of all that there are to ask: what nobody asks any
 * more is gone.
 *
 * @throws {UsageError} There is more to search than that.
 */
export function renewed(known: Matrix, fresh: Matrix, subjects: readonly Subject[]): Matrix {
  const { kernels } = fresh;
  const isFresh = new Set(linesIn(fresh).map(({ scenario }) => scenario));
  const isKept = ({ scenario }: { readonly scenario: string }) => !isFresh.has(scenario);
  const lines = new Map(
    [...linesIn(known).filter(isKept), ...linesIn(fresh)].map((line) => [keyOf(line), line]),
  );
  const keys = [...new Set(subjects.flatMap(keysOf))];
  const missing = subjects.find((subject) => keysOf(subject).some((key) => !lines.has(key)));
  if (missing !== undefined || kernels.join() !== known.kernels.join()) {
    const what = missing === undefined ? "kernels" : `laws of ${missing.scenario.id}`;
    throw new UsageError(`there are new ${what}`, "Name no scenarios, to search everything.");
  }
  const flips = [...known.flips.filter(isKept), ...fresh.flips].filter((one) =>
    lines.has(keyOf(one)),
  );
  return {
    kernels,
    mappings: foldedOf(
      keys.flatMap((key) => lines.get(key) ?? []),
      kernels,
    ),
    flips: flips.sort((a, b) => keys.indexOf(keyOf(a)) - keys.indexOf(keyOf(b))),
    unmet: [...known.unmet.filter(isKept), ...fresh.unmet],
  };
}

function linesIn({ mappings }: Matrix): VerdictLine[] {
  return mappings.flatMap(({ mapping, laws }) =>
    laws.flatMap(({ law, scenarios }) => scenarios.map((line) => ({ law, mapping, ...line }))),
  );
}

function keyOf({ law, scenario, mapping }: Omit<VerdictLine, "verdicts">): string {
  return `${scenario} ${mapping} ${law}`;
}

function keysOf({ scenario, mapping, invariants }: Subject): string[] {
  return invariants.map(({ id: law }) => keyOf({ law, scenario: scenario.id, mapping }));
}
