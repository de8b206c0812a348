import { type Compiled, compile, noPasses } from "../../explorer/compile/index.ts";
import { type Move, pathTo } from "../../explorer/search/index.ts";
import { newBatch, StateTable } from "../../explorer/search/StateTable.ts";
import type { System } from "../../model/language/index.ts";
import type { State } from "../../model/state/index.ts";
import { edgeOf } from "./edgeOf.ts";

/** Some places where a transition is taken: each in another level, so that they differ. */
const placesEach = 3;

/** A way to where a transition is taken, and through it. */
export interface Way {
  readonly edge: string;
  readonly moves: readonly Move[];
}

/** For every transition that some run takes, ways to a few states that it is taken from. */
export function* reachable(system: System<State>): Generator<Way> {
  const compiled = compile(system, { passes: noPasses });
  const { table, places } = placesOf(compiled);
  const found = { table } as Parameters<typeof pathTo>[1];
  for (const [transition, states] of places.entries()) {
    const edge = edgeOf(compiled.transitions[transition]);
    for (const state of states) {
      yield { edge, moves: pathTo(compiled, found, { state, transition }) };
    }
  }
}

/** Breadth first; by transition, states that it was taken from. */
function placesOf({ layout, transitions, expanders, fanout, initial }: Compiled<State>) {
  const table = new StateTable(layout.words, transitions.length);
  const places = transitions.map((): number[] => []);
  let batch = newBatch(layout.words, 1);
  batch.states.set(initial);
  batch.parent[0] = -1;
  table.insert(batch, 1);
  table.nextLevel();
  while (table.levelEnd > table.levelStart) {
    const { level, levelStart, levelEnd } = table;
    batch = newBatch(layout.words, (levelEnd - levelStart) * fanout);
    const { states, parent, leaf } = batch;
    const n = expanders.reduce(
      (at, expand) => expand(level, 0, levelEnd - levelStart, states, parent, leaf, at),
      0,
    );
    for (let at = 0; at < n; at += 1) {
      const known = places[leaf[at]];
      const isNew = (known.at(-1) ?? -1) < levelStart;
      if (isNew && known.length < placesEach) known.push(levelStart + parent[at]);
    }
    table.reserve(n);
    table.insert(batch, n);
    table.nextLevel();
  }
  return { table, places };
}
