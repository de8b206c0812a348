import { type Compiled, mayWait } from "../compile/index.ts";

/** Has every actor finished? */
export function isFinished({ program, layout }: Compiled, states: Int32Array, at: number): boolean {
  return program.actors.every(
    ({ pc, positions }) => positions[layout.read(pc, states, at)].step === null,
  );
}

/**
 * In a state in which actors can do nothing but start something: can each of these have chosen something that
 * waits? Then they all may be stuck, although each could have chosen otherwise.
 */
export function isStuck(
  { starts, layout }: Compiled,
  actors: ReadonlySet<number>,
  states: Int32Array,
  at: number,
): boolean {
  return [...actors].every((actor) =>
    starts.some(
      (start) => start.actor === actor && mayWait(start, (slot) => layout.read(slot, states, at)),
    ),
  );
}
