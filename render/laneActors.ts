import type { Trace, TraceActor } from "../counterexamples/index.ts";
import type { Line } from "./told.ts";

/** Who has a lane, and where it runs: nothing of what has no place. */
export interface LaneActor {
  readonly name: string;
  readonly place: readonly string[];
}

/** Who does something in a trace, in the order of their first steps; nobody else has a lane. */
export function laneActors({ actors }: Trace, lines: readonly Line[]): LaneActor[] {
  return [...new Set(lines.map(({ actor }) => actor))].map((name) => {
    const actor = actors.find((one) => one.name === name);
    return { name, place: actor === undefined ? [] : placeOf(actor) };
  });
}

function placeOf({ mm, cpu }: TraceActor): readonly string[] {
  return mm === null ? [] : [`cpu${cpu}, ${mm}`];
}
