import type { Compiled } from "../compile/index.ts";

/** Is every actor where it is at first? */
export function isHome(
  { program, layout, initial }: Compiled,
  states: Int32Array,
  at: number,
): boolean {
  return program.actors.every(
    ({ pc }) => layout.read(pc, states, at) === layout.read(pc, initial, 0),
  );
}
