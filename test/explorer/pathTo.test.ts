import { describe, expect, it } from "vitest";
import { bakery } from "../../examples/bakery.ts";
import { german } from "../../examples/german.ts";
import { allPasses, compile, contentOf, noPasses } from "../../explorer/compile/index.ts";
import { Reference, type ReferenceStep, type RunState } from "../../explorer/reference/index.ts";
import { explore, type Move, moveText, pathTo } from "../../explorer/search/index.ts";
import type { System } from "../../model/language/index.ts";

/** Takes the moves on the reference: the last step, and the state before it. */
function walk<S>(system: System<S>, moves: readonly Move[]) {
  const reference = new Reference(system);
  let state: RunState = reference.initial;
  let last: ReferenceStep | null = null;
  for (const move of moves) {
    if (last?.outcome.kind === "taken") state = last.outcome.after;
    last = reference.step(state, move.actor, move.choices);
    const { procedure, step } = move;
    expect(last).toMatchObject({ procedure: { name: procedure }, step });
  }
  return { reference, state, last };
}

function afterOf({ last, state }: ReturnType<typeof walk>): RunState {
  return last?.outcome.kind === "taken" ? last.outcome.after : state;
}

describe("the path to a place", () => {
  it("to the initial state is empty", () => {
    const compiled = compile(german(2, 2));
    expect(pathTo(compiled, explore(compiled), { state: 0, transition: null })).toEqual([]);
  });

  it("to a state can be walked on the reference, and ends there", () => {
    const system = german(2, 2);
    const compiled = compile(system);
    const found = explore(compiled);
    // The last state found is the last of the last level, which the table still has.
    const state = found.states - 1;
    const moves = pathTo(compiled, found, { state, transition: null });
    expect(moves).toHaveLength(found.depth);
    const { table } = explore(compiled, { maxDepth: found.depth });
    const words = table.level.slice((state - table.levelStart) * table.words);
    const walked = walk(system, moves);
    expect(walked.reference.content(afterOf(walked))).toEqual(contentOf(compiled, words));
  });

  it.each([noPasses, allPasses])("goes through the steps that passes have fused (%o)", (passes) => {
    const system = bakery(2, 3) as System;
    const compiled = compile(system, { passes });
    const found = explore(compiled);
    const [property] = system.properties;
    const { witness } = found.properties[0];
    const walked = walk(system, pathTo(compiled, found, { state: witness, transition: null }));
    const isTrue = walked.reference.look(afterOf(walked), (moment) => property.antecedent(moment));
    expect(isTrue).toBe(true);
  });

  it.each([noPasses, allPasses])("goes through the transition of the place (%o)", (passes) => {
    const system = bakery(2, 3) as System;
    const compiled = compile(system, { passes });
    const found = explore(compiled);
    if (found.outOfScope === null) throw new Error("there are tickets without end");
    const { last } = walk(system, pathTo(compiled, found, found.outOfScope));
    expect(last?.outcome).toEqual({ kind: "outOfScope", what: "a ticket" });
  });

  it("is told in one line for each move", () => {
    const move = { actor: 0, name: "home", procedure: "home", step: "act", choices: [2, 1] };
    expect(moveText(move)).toBe("home: home.act (chose 2, 1)");
    expect(moveText({ ...move, choices: [] })).toBe("home: home.act");
  });
});
