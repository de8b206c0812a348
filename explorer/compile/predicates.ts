import type { AnyProcedure } from "../../model/language/index.ts";
import type { Law, Machine } from "./Machine.ts";
import type { Program } from "./Program.ts";
import { predicateTree } from "./predicateTree.ts";
import type { Tree } from "./Tree.ts";
import type { Unfolded } from "./unfold.ts";

/** The trees of a property. */
export interface PropertyTrees {
  readonly antecedent: Tree<number>;
  readonly holds: Tree<number>;
  /** Of a property of steps: whose; null if it is one of states. */
  readonly procedures: readonly AnyProcedure[] | null;
}

/** The trees of all that is asked of a system, in the order of its lists. */
export interface Predicates {
  readonly properties: readonly PropertyTrees[];
  readonly covers: readonly Tree<number>[];
}

/** Makes the trees of all properties and covers of a system. */
export function predicatesOf<S>(unfolded: Unfolded<S>): Predicates {
  const { system, changes } = unfolded.program;
  return {
    properties: system.properties.map((property) => ({
      antecedent: predicateTree(unfolded, `antecedent of ${property.id}`, (moment) =>
        property.antecedent(moment),
      ),
      holds: predicateTree(unfolded, property.id, (before, after) =>
        property.over === "states" ? property.holds(before) : property.holds(before, after),
      ),
      procedures:
        property.over === "states" ? null : property.procedures.map((one) => changes.of(one)),
    })),
    covers: system.covers.map((cover) =>
      predicateTree(unfolded, cover.id, (moment) => cover.reached(moment)),
    ),
  };
}

/** What passes start from. */
export function machineOf<S>(
  { program, session, steps }: Unfolded<S>,
  { properties, covers }: Predicates,
): Machine {
  const laws: Law[] = [
    ...properties.map(({ antecedent }) => ({ tree: antecedent, procedures: null })),
    ...properties.map(({ holds, procedures }) => ({ tree: holds, procedures })),
    ...covers.map((tree) => ({ tree, procedures: null })),
  ];
  return { program: program as Program, session, steps, laws, needed: null, starts: [] };
}
