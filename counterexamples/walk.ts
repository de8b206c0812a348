import { Reference, type ReferenceStep, type RunState } from "../explorer/reference/index.ts";
import type { AnyProcedure, System } from "../model/language/index.ts";

/** What a walk has to know of a system. */
export interface Walkway {
  /** The procedure whose step begins an operation, and to which a thread returns after it. */
  readonly home: AnyProcedure;
  /** Steps of this procedure's first step are counted. */
  readonly counted: AnyProcedure;
  /** Who moves besides, where an operation waits. */
  readonly helper: AnyProcedure;
}

/** One operation of a walk: who did what, how many counted steps it took, and the state after it. */
export interface Walked<Operation extends string> {
  readonly thread: string;
  readonly operation: Operation;
  readonly counted: number;
  readonly after: RunState;
}

/** No operation takes so many steps, unless it goes round for ever. */
const stepsEach = 1_000;

/** "parent store": a thread of the system, and an operation of its program. */
export type ScriptLine<Operation extends string> = `${string} ${Operation}`;

/**
 * Runs operations one after the other, each to its end, as on one pinned CPU: nobody else moves but
 * the helper, where the operation waits for it. Of the choices the first that is possible.
 */
export function walk<S, Operation extends string>(
  system: System<S>,
  walkway: Walkway,
  script: readonly ScriptLine<Operation>[],
): Walked<Operation>[] {
  const reference = new Reference(system) as Reference;
  let state = reference.initial;
  return script.map((line) => {
    const [thread, operation] = line.split(" ") as [string, Operation];
    const actor = actorNamed(reference, thread);
    const start = takenBy(reference, state, actor).find(({ step }) => step.chosen[0] === operation);
    if (start === undefined) throw new Error(`${thread} cannot ${operation}`);
    const done = runToEnd(reference, walkway, actor, start.after);
    state = done.state;
    return { thread, operation, counted: done.counted, after: state };
  });
}

function runToEnd(
  reference: Reference,
  { home, counted, helper }: Walkway,
  actor: number,
  start: RunState,
): { state: RunState; counted: number } {
  const [first] = Object.keys(counted.steps);
  let state = start;
  let [times, steps] = [0, 0];
  while (reference.placeOf(state, actor)?.procedure !== reference.effective(home)) {
    const [taken] = [...takenBy(reference, state, actor), ...helperSteps(reference, state, helper)];
    const { name } = reference.system.actors[actor];
    if (taken === undefined) throw new Error(`${name} waits for ever`);
    steps += 1;
    if (steps > stepsEach) throw new Error(`${name} goes round for ever`);
    const { procedure, step } = taken.step;
    if (procedure === reference.effective(counted) && step === first) times += 1;
    state = taken.after;
  }
  return { state, counted: times };
}

interface Taken {
  readonly step: ReferenceStep;
  readonly after: RunState;
}

/** What one actor can do, as far as it leads on. */
function takenBy(reference: Reference, state: RunState, actor: number): Taken[] {
  return reference
    .stepsOf(state, actor)
    .flatMap((step) =>
      step.outcome.kind === "taken" ? [{ step, after: step.outcome.after }] : [],
    );
}

function helperSteps(reference: Reference, state: RunState, helper: AnyProcedure): Taken[] {
  const actor = reference.system.actors.findIndex(({ procedure }) => procedure === helper);
  return actor < 0 ? [] : takenBy(reference, state, actor);
}

function actorNamed({ system: { actors } }: Reference, name: string): number {
  const found = actors.findIndex((actor) => actor.name === name);
  if (found < 0) throw new Error(`no actor ${name}`);
  return found;
}
