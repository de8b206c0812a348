import { Reference, type ReferenceStep, type RunState } from "../explorer/reference/index.ts";
import type { System } from "../model/language/index.ts";
import { disk, do_user_addr_fault, user_thread } from "../model/operations/index.ts";
import type { Operation, State } from "../model/state.ts";

/** One operation of a walk: who did what, with how many page faults, and the state after it. */
export interface Walked {
  readonly thread: string;
  readonly operation: Operation;
  readonly faults: number;
  readonly after: RunState;
}

/** "parent store": a thread of the scenario, and an operation of its program. */
export type ScriptLine = `${string} ${Operation}`;

/**
 * Runs operations one after the other, each to its end, as on one pinned CPU: nobody else moves but
 * the disk, where the operation waits for it. Of the hardware's choices the first that is possible.
 */
export function walk(system: System<State>, script: readonly ScriptLine[]): Walked[] {
  const reference = new Reference(system);
  let state = reference.initial;
  return script.map((line) => {
    const [thread, operation] = line.split(" ") as [string, Operation];
    const actor = actorNamed(system, thread);
    const start = takenBy(reference, state, actor).find(({ step }) => step.chosen[0] === operation);
    if (start === undefined) throw new Error(`${thread} cannot ${operation}`);
    const done = runToEnd(reference, actor, start.after);
    state = done.state;
    return { thread, operation, faults: done.faults, after: state };
  });
}

function runToEnd(
  reference: Reference<State>,
  actor: number,
  start: RunState,
): { state: RunState; faults: number } {
  let state = start;
  let faults = 0;
  while (reference.placeOf(state, actor)?.procedure !== reference.effective(user_thread)) {
    const [taken] = [...takenBy(reference, state, actor), ...diskSteps(reference, state)];
    if (taken === undefined) {
      throw new Error(`${reference.system.actors[actor].name} waits for ever`);
    }
    const { procedure, step } = taken.step;
    const isFault = procedure === reference.effective(do_user_addr_fault);
    if (isFault && step === "mmap_read_lock") faults += 1;
    state = taken.after;
  }
  return { state, faults };
}

interface Taken {
  readonly step: ReferenceStep;
  readonly after: RunState;
}

/** What one actor can do, as far as it leads on. */
function takenBy(reference: Reference<State>, state: RunState, actor: number): Taken[] {
  return reference
    .stepsOf(state, actor)
    .flatMap((step) =>
      step.outcome.kind === "taken" ? [{ step, after: step.outcome.after }] : [],
    );
}

function diskSteps(reference: Reference<State>, state: RunState): Taken[] {
  const device = reference.system.actors.findIndex(({ procedure }) => procedure === disk);
  return device < 0 ? [] : takenBy(reference, state, device);
}

function actorNamed({ actors }: System<State>, name: string): number {
  const found = actors.findIndex((actor) => actor.name === name);
  if (found < 0) throw new Error(`no actor ${name}`);
  return found;
}
