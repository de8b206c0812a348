import type { Line } from "../told.ts";

/** A lock that an actor holds over some lines of a trace. */
export interface HeldLock {
  readonly actor: string;
  readonly label: string;
  /** The lines, from 0, in which it is taken and dropped; null: it is held at the end. */
  readonly from: number;
  readonly to: number | null;
  /** How many others its actor holds when it is taken. */
  readonly beside: number;
}

/** Every lock that is held in a trace, as long as it is. */
export function locksHeld(lines: readonly Line[]): HeldLock[] {
  const done: HeldLock[] = [];
  let open: HeldLock[] = [];
  for (const [at, { actor, locks }] of lines.entries()) {
    for (const { label, isTaken } of locks) {
      if (isTaken) {
        const beside = open.filter((one) => one.actor === actor).length;
        open.push({ actor, label, from: at, to: null, beside });
        continue;
      }
      const isIt = (one: HeldLock) => one.actor === actor && one.label === label;
      done.push(...open.filter(isIt).map((one) => ({ ...one, to: at })));
      open = open.filter((one) => !isIt(one));
    }
  }
  return [...done, ...open].sort((a, b) => a.from - b.from);
}
