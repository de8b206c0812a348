import type { Compiled } from "../compile/index.ts";
import type { Exploration } from "./explore.ts";
import type { Location } from "./Location.ts";
import type { PropertyResult } from "./PropertyCheck.ts";
import { moveText, pathTo } from "./pathTo.ts";

/** What a search found, in words: its size, every verdict, a shortest run to what is wrong. */
export function report<S>(compiled: Compiled<S>, found: Exploration): string {
  const { states, transitions, depth, bound, properties, covers } = found;
  const runTo = (place: Location) =>
    pathTo(compiled, found, place).map((move) => `  ${moveText(move)}`);
  const complete = bound === null ? "complete" : `not complete (${bound})`;
  return [
    `${compiled.program.system.name}: ${states} states, ${transitions} transitions, depth ${depth}, ${complete}`,
    ...endsOf(compiled, found).flatMap(([what, place]) => [what, ...runTo(place)]),
    ...properties.flatMap((property) => {
      const place = property.violation ?? property.error;
      return [
        `${property.id}: ${verdictOf(property, found)}`,
        ...(place === null ? [] : runTo(place)),
      ];
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

function verdictOf(
  { violation, error, witness, isAsked }: PropertyResult,
  { bound }: Exploration,
): string {
  if (violation !== null) return "violated";
  if (error !== null) return "error: the property itself breaks a rule of the language";
  if (bound !== null) return "not known";
  return witness < 0 || !isAsked ? "vacuous: it was never about anything" : "holds";
}
