import { languageErrorOf } from "../../model/language/index.ts";
import { enter } from "./enter.ts";
import { Guards } from "./Guards.ts";
import { refuseWaiting } from "./moment.ts";
import type { RunState } from "./RunState.ts";
import { restOfAll } from "./rest.ts";
import type { World } from "./World.ts";

/** Everything at rest, then as the system says, then each actor at its first step. Throws errors. */
export function initialState(world: World): RunState {
  const { system, state } = world;
  const guards = new Guards(system, false);
  try {
    const s = restOfAll(state.fields, system.sizes);
    refuseWaiting(() => system.initialise(guards.root(s, state, "")));
    const stacks = system.actors.map(({ name, procedure, args }) => [
      enter(world, name, procedure, args),
    ]);
    return { s, stacks };
  } catch (thrown) {
    throw languageErrorOf(thrown).at("the initial state");
  } finally {
    guards.isReadOnly = true;
  }
}
