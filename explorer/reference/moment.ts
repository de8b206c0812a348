import {
  type ActorView,
  blocked,
  isBefore,
  isThroughout,
  LanguageError,
  type Moment,
} from "../../model/language/index.ts";
import { noSuchStep } from "./enter.ts";
import { Guards } from "./Guards.ts";
import type { RunState } from "./RunState.ts";
import type { World } from "./World.ts";

/** What a predicate sees of a state: it can read everything and write nothing. */
export function momentOf(world: World, state: RunState): Moment<object> {
  const guards = new Guards(world.system, true);
  return {
    s: guards.root(state.s, world.state, ""),
    actors: world.system.actors.map((_, actor) => viewOf(world, state, actor)),
  };
}

/** What `body` gives. If it waits, that is refused: it is no step. */
export function refuseWaiting<T>(body: () => T): T {
  try {
    return body();
  } catch (thrown) {
    if (thrown !== blocked) throw thrown;
    throw new LanguageError(
      "choice",
      "it waits, where nothing can",
      "Only steps wait: say what is so with a condition.",
    );
  }
}

function viewOf(world: World, { stacks }: RunState, actor: number): ActorView {
  const { name, self } = world.system.actors[actor];
  const stack = stacks[actor] ?? [];
  return {
    name,
    self,
    at: (asked, step) => {
      const procedure = world.effective(asked);
      if (!Object.hasOwn(procedure.steps, step)) throw noSuchStep(procedure, step);
      const top = stack.at(-1);
      return top?.procedure === procedure && top.step === step;
    },
    within: (asked) => {
      const procedure = world.effective(asked);
      return stack.some((frame) => frame.procedure === procedure);
    },
    is: (asked) => {
      const top = stack.at(-1);
      if (top !== undefined && isBefore(top.procedure, top.step, asked)) return true;
      return stack.some(({ procedure }) => isThroughout(procedure, asked));
    },
  };
}
