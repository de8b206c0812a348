import type { ActorProgram, Codes, Compiled } from "../explorer/compile/index.ts";
import { Reference, type ReferenceStep } from "../explorer/reference/index.ts";
import { disk, do_user_addr_fault, user_thread } from "../model/operations/index.ts";
import type { Operation, State } from "../model/state.ts";

/** One operation of a walk: who did what, with how many page faults, and the state after it. */
export interface Walked {
  readonly thread: string;
  readonly operation: Operation;
  readonly faults: number;
  readonly after: Codes;
}

/** "parent store": a thread of the scenario, and an operation of its program. */
export type ScriptLine = `${string} ${Operation}`;

/**
 * Runs operations one after the other, each to its end, as on one pinned CPU: nobody else moves but
 * the disk, where the operation waits for it. Of the hardware's choices the first that is possible.
 */
export function walk(compiled: Compiled<State>, script: readonly ScriptLine[]): Walked[] {
  const reference = new Reference(compiled);
  let codes = reference.initial;
  return script.map((line) => {
    const [thread, operation] = line.split(" ") as [string, Operation];
    const actor = actorNamed(compiled, thread);
    const start = reference.stepsOf(codes, actor).find(({ chosen }) => chosen[0] === operation);
    if (start === undefined) throw new Error(`${thread} cannot ${operation}`);
    const done = runToEnd(compiled, reference, actor, start);
    codes = done.codes;
    return { thread, operation, faults: done.faults, after: codes };
  });
}

function runToEnd(
  compiled: Compiled,
  reference: Reference,
  actor: ActorProgram,
  start: ReferenceStep,
): { codes: Codes; faults: number } {
  let codes = start.after;
  let faults = 0;
  while (placeOf(actor, codes).procedure !== user_thread.name) {
    const step = reference.stepsOf(codes, actor)[0] ?? diskStep(compiled, reference, codes);
    if (step === undefined) throw new Error(`${actor.actor.name} waits for ever`);
    const { activation, step: name } = step.position;
    if (activation.procedure === do_user_addr_fault && name === "mmap_read_lock") faults += 1;
    codes = step.after;
  }
  return { codes, faults };
}

function placeOf({ positions, pc }: ActorProgram, codes: Codes): { procedure: string } {
  return { procedure: positions[codes[pc.id]].activation.procedure.name };
}

function diskStep(
  { unfolded }: Compiled,
  reference: Reference,
  codes: Codes,
): ReferenceStep | undefined {
  const device = unfolded.program.actors.find(({ actor }) => actor.procedure === disk);
  return device && reference.stepsOf(codes, device)[0];
}

function actorNamed({ unfolded }: Compiled, name: string): ActorProgram {
  const found = unfolded.program.actors.find(({ actor }) => actor.name === name);
  if (found === undefined) throw new Error(`no actor ${name}`);
  return found;
}
