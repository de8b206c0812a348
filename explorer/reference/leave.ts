import type { Guards } from "./Guards.ts";
import type { Frame } from "./RunState.ts";
import type { World } from "./World.ts";

/**
 * The stack when its innermost procedure is done: the caller takes the results and goes on, or is
 * done as well. Null if nobody called: the actor is finished. Errors: those of reading and
 * assigning the results.
 */
export function leave(
  world: World,
  actor: string,
  stack: readonly Frame[],
  guards: Guards,
): readonly Frame[] | null {
  const callers = stack.slice(0, -1);
  const caller = callers.pop();
  if (caller === undefined) return null;
  const theirs = localsOf(world, actor, stack[stack.length - 1], guards);
  const mine = localsOf(world, actor, caller, guards);
  for (const [local, result] of Object.entries(caller.results)) {
    Reflect.set(mine, local, Reflect.get(theirs, result));
  }
  const goesOn = [...callers, { ...caller, results: {} }];
  return caller.step === "done" ? leave(world, actor, goesOn, guards) : goesOn;
}

/** What a procedure's steps see as `local`. */
export function localsOf(
  world: World,
  actor: string,
  { procedure, locals }: Frame,
  guards: Guards,
): object {
  return guards.root(locals, world.localsOf(procedure), `${actor}.${procedure.name}`);
}
