import {
  blocked,
  type Call,
  type LanguageError,
  languageErrorOf,
  type OutOfScope,
} from "../../model/language/index.ts";
import type { Chooser } from "./Chooser.ts";
import { type Composite, clone } from "./Data.ts";
import { enterCall, noSuchStep } from "./enter.ts";
import { Guards } from "./Guards.ts";
import { leave, localsOf } from "./leave.ts";
import type { Frame, RunState } from "./RunState.ts";
import type { World } from "./World.ts";

/** What a step that is not blocked comes to. Only a step that is taken leads to a state. */
export type ReferenceOutcome =
  | {
      readonly kind: "taken";
      readonly after: RunState;
      /** The next step, "done", or the name of the procedure that was called. */
      readonly next: string;
    }
  | { readonly kind: "error"; readonly error: LanguageError }
  | { readonly kind: "outOfScope"; readonly what: string };

/**
 * Runs the next step of an actor on a copy of the state. Null: it is blocked. An error that does
 * not depend on the state reached is thrown; all name the procedure and the step.
 */
export function attempt(
  world: World,
  state: RunState,
  actor: number,
  chooser: Chooser,
): ReferenceOutcome | null {
  const before = state.stacks[actor];
  if (before === null || before === undefined) return null;
  const stack = before.map((frame) => ({ ...frame, locals: clone(frame.locals) }));
  const { procedure, step } = stack[stack.length - 1];
  const s = clone(state.s);
  const guards = new Guards(world.system, false);
  try {
    const said = runStep(world, s, actor, stack, guards, chooser);
    if (said === blocked) return null;
    if (isOutOfScope(said)) return { kind: "outOfScope", what: said.outOfScope };
    const left = stackAfter(world, world.system.actors[actor].name, stack, said, guards);
    const after = { s, stacks: state.stacks.with(actor, left) };
    return { kind: "taken", after, next: isCall(said) ? said.procedure.name : String(said) };
  } catch (thrown) {
    if (thrown === blocked) return null;
    const error = languageErrorOf(thrown).at(`${procedure.name}, step ${step}`);
    if (!error.countsIfReached) throw error;
    return { kind: "error", error };
  } finally {
    guards.isReadOnly = true; // Chosen options may keep guards of a state that is made now.
  }
}

function runStep(
  world: World,
  s: Composite,
  actor: number,
  stack: readonly Frame[],
  guards: Guards,
  chooser: Chooser,
): unknown {
  const top = stack[stack.length - 1];
  const { name, self } = world.system.actors[actor];
  const body = top.procedure.steps[top.step] as (context: unknown) => unknown;
  return body({
    s: guards.root(s, world.state, ""),
    local: localsOf(world, name, top, guards),
    self,
    kernel: world.system.kernel,
    choose: <T>(options: readonly T[]) => chooser.choose(options),
  });
}

function stackAfter(
  world: World,
  actor: string,
  stack: readonly Frame[],
  said: unknown,
  guards: Guards,
): readonly Frame[] | null {
  if (said === "done") return leave(world, actor, stack, guards);
  if (isCall(said)) return enterCall(world, actor, stack, said);
  const top = stack[stack.length - 1];
  if (typeof said !== "string" || !Object.hasOwn(top.procedure.steps, said)) {
    throw noSuchStep(top.procedure, said);
  }
  return [...stack.slice(0, -1), { ...top, step: said }];
}

function isOutOfScope(said: unknown): said is OutOfScope {
  return typeof said === "object" && said !== null && Object.hasOwn(said, "outOfScope");
}

function isCall(said: unknown): said is Call<string> {
  return typeof said === "object" && said !== null && Object.hasOwn(said, "procedure");
}
