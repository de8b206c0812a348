import { type passesOn, tellingOf } from "../../model/language/index.ts";
import { Guards } from "./Guards.ts";
import { localsOf } from "./leave.ts";
import { refuseWaiting } from "./moment.ts";
import type { ReferenceStep } from "./ReferenceStep.ts";
import type { RunState } from "./RunState.ts";
import type { World } from "./World.ts";

/**
 * What is said of a step that was taken from `state`, which its wording may look at: a text, that it
 * only passes on, or undefined where its procedure says nothing.
 */
export function saidOf(
  world: World,
  state: RunState,
  { actor, procedure, step, chosen, calls, kept, outcome }: ReferenceStep,
): string | typeof passesOn | undefined {
  if (outcome.kind !== "taken") return undefined;
  const wording = procedure.says[step];
  // A changed step without words has those of its original, where it called nothing else.
  const isKept = wording === undefined && kept?.calls.length === calls.length;
  const next = isKept ? kept.next : outcome.next;
  const telling = tellingOf(isKept ? kept.wording : wording, next);
  if (typeof telling !== "function") return telling;
  const frame = state.stacks[actor]?.at(-1);
  if (frame === undefined) return undefined;
  const { name, self } = world.system.actors[actor];
  const guards = new Guards(world.system, true);
  const taken = {
    s: guards.root(state.s, world.state, ""),
    local: localsOf(world, name, frame, guards),
    self,
    kernel: world.system.kernel,
    chosen,
    next,
    called: (primitive: string) => calls.some((call) => call.name === primitive),
  };
  const tell = telling as (taken: unknown) => string | typeof passesOn;
  return refuseWaiting(() => tell(taken));
}
