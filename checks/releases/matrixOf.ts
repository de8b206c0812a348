import type { MappingName } from "../../model/mappings/index.ts";
import type { Row } from "../Row.ts";
import type { Result } from "../resultOf.ts";
import { type Flip, type Flipped, flipsOf } from "./flipsOf.ts";
import { groupedBy } from "./groupedBy.ts";
import { inOrder } from "./inOrder.ts";
import type { RuleChange } from "./RuleChange.ts";
import type { SmallestSets } from "./smallestSets.ts";
import type { Cell, VerdictLine } from "./VerdictLine.ts";

/** A verdict that is not the one that its scenario expects. */
export type Unmet = Pick<
  Row,
  "scenario" | "kernel" | "mapping" | "property" | "verdict" | "expected"
>;

/** A law on a mapping, over all scenarios that ask it there. */
export interface MatrixLine {
  readonly law: string;
  /** Violated where some scenario violates it; by kernel. */
  readonly verdicts: readonly Cell[];
  readonly scenarios: readonly Pick<VerdictLine, "scenario" | "verdicts">[];
}

/** Laws by kernels, for each mapping. */
export interface Matrix {
  readonly kernels: readonly string[];
  readonly mappings: readonly {
    readonly mapping: MappingName;
    readonly laws: readonly MatrixLine[];
  }[];
  readonly flips: readonly Flip[];
  readonly unmet: readonly Unmet[];
}

/** What verdicts say of every law on every kernel, and which rules change that. */
export function matrixOf(
  results: readonly Result[],
  why: (flipped: Flipped) => SmallestSets<RuleChange>,
): Matrix {
  const kernels = inOrder(results.map(({ subject }) => subject.kernel));
  const lines = linesOf(results, kernels);
  const unmet = results
    .flatMap(({ rows }) => rows)
    .filter(({ met }) => !met)
    .map(({ scenario, kernel, mapping, property, verdict, expected }) => {
      return { scenario, kernel, mapping, property, verdict, expected };
    });
  return {
    kernels,
    mappings: foldedOf(lines, kernels),
    flips: flipsOf(lines, kernels, why),
    unmet,
  };
}

/** Scenarios folded, law by law, for each mapping. */
export function foldedOf(
  lines: readonly VerdictLine[],
  kernels: readonly string[],
): Matrix["mappings"] {
  return [...groupedBy(lines, ({ mapping }) => mapping)].map(([mapping, some]) => ({
    mapping,
    laws: [...groupedBy(some, ({ law }) => law)].map(([law, same]) => lineOf(law, same, kernels)),
  }));
}

/** Every law of every scenario and mapping, in the order in which they come. */
function linesOf(results: readonly Result[], kernels: readonly string[]): VerdictLine[] {
  const cells = results.flatMap(({ subject: { scenario, mapping, kernel, invariants }, rows }) =>
    invariants.map(({ id }) => {
      const verdict: Cell = rows.find(({ property }) => property === id)?.verdict ?? "not asked";
      return { law: id, scenario: scenario.id, mapping, kernel, verdict };
    }),
  );
  const groups = groupedBy(cells, ({ law, scenario, mapping }) => `${law} ${scenario} ${mapping}`);
  return [...groups.values()].map((same) => {
    const [{ law, scenario, mapping }] = same;
    const verdicts = kernels.map(
      (name) => same.find(({ kernel }) => kernel === name)?.verdict ?? "not asked",
    );
    return { law, scenario, mapping, verdicts };
  });
}

function lineOf(
  law: string,
  lines: readonly VerdictLine[],
  kernels: readonly string[],
): MatrixLine {
  return {
    law,
    verdicts: kernels.map((_, at) => folded(lines.map(({ verdicts }) => verdicts[at]))),
    scenarios: lines.map(({ scenario, verdicts }) => ({ scenario, verdicts })),
  };
}

/** What counts before what: one violation is one, and what is not known is no green. */
const weights: readonly Cell[] = ["violated", "error", "incomplete", "holds", "vacuous"];

/** What several scenarios say of a law together. */
function folded(cells: readonly Cell[]): Cell {
  return weights.find((weight) => cells.includes(weight)) ?? "not asked";
}
