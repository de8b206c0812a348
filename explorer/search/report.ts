import type { Compiled } from "../compile/index.ts";
import type { Exploration } from "./explore.ts";
import type { Location } from "./Location.ts";
import type { PropertyResult } from "./PropertyCheck.ts";
import { moveText, pathTo } from "./pathTo.ts";
import { RunEnd } from "./RunEnd.ts";

/**
 * What a search found, in words: its size, every verdict, a shortest run to what is wrong, and what the
 * state holds that it ends in.
 */
export function report<S>(compiled: Compiled<S>, found: Exploration): string {
  const { states, transitions, depth, bound, properties, covers } = found;
  const { system } = compiled.program;
  const runTo = (place: Location) => {
    const moves = pathTo(compiled, found, place);
    return { moves: moves.map((move) => `  ${moveText(move)}`), end: new RunEnd(system, moves) };
  };
  const complete = bound === null ? "complete" : `not complete (${bound})`;
  return [
    `${system.name}: ${states} states, ${transitions} transitions, depth ${depth}, ${complete}`,
    ...endsOf(compiled, found).flatMap(([what, place]) => {
      const { moves, end } = runTo(place);
      return [what, ...moves, ...end.lines()];
    }),
    ...properties.flatMap((property, at) => {
      const place = property.violation ?? property.error;
      if (place === null) return [`${property.id}: ${verdictOf(property, found)}`];
      const { moves, end } = runTo(place);
      const verdict =
        property.violation === null
          ? `error: ${end.thrownBy(system.properties[at]) ?? "it throws"}`
          : "violated";
      return [`${property.id}: ${verdict}`, ...moves, ...end.lines()];
    }),
    ...covers.map(({ id, state }) => `${id}: ${state < 0 ? "not reached" : "reached"}`),
  ].join("\n");
}

/** Where runs end that should not: an error of the model, the end of its scope, a deadlock. */
function endsOf<S>(
  { transitions }: Compiled<S>,
  { error, outOfScope, deadlock }: Exploration,
): [string, Location][] {
  const ends: [string, Location][] = [];
  const last = ({ transition }: Location) => (transition === null ? null : transitions[transition]);
  if (error !== null) ends.push([`error: ${last(error)?.error?.message}`, error]);
  if (outOfScope !== null) {
    ends.push([`out of scope: ${last(outOfScope)?.outOfScope}`, outOfScope]);
  }
  if (deadlock >= 0) ends.push(["deadlock", { state: deadlock, transition: null }]);
  return ends;
}

/** Of a property that nothing was found against. */
function verdictOf({ witness, isAsked }: PropertyResult, { bound }: Exploration): string {
  if (bound !== null) return "not known";
  return witness < 0 || !isAsked ? "vacuous: it was never about anything" : "holds";
}
