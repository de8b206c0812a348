import { type Compiled, leadsOn, type Transition } from "../explorer/compile/index.ts";
import { type Exploration, pathTo } from "../explorer/search/index.ts";
import type { State } from "../model/state/index.ts";
import type { Evidence } from "./Evidence.ts";
import { valuesNeverHad } from "./valuesNeverHad.ts";

/** What shows that a search was of something. */
export function evidenceOf(compiled: Compiled<State>, exploration: Exploration): Evidence {
  const { transitions } = compiled;
  const edges = new Map<string, boolean>();
  for (const [id, transition] of transitions.entries()) {
    for (const edge of edgesOf(transition)) {
      edges.set(edge, edges.get(edge) === true || exploration.taken[id] === 1);
    }
  }
  const witnesses = [
    ...exploration.properties.map(({ id, witness }) => ({ property: id, state: witness })),
    ...exploration.covers.map(({ id, state }) => ({ property: id, state })),
  ];
  return {
    witnesses: witnesses.map(({ property, state }) => ({
      property,
      after: state < 0 ? null : pathTo(compiled, exploration, { state, transition: null }).length,
    })),
    edges: edges.size,
    valuesNeverHad: valuesNeverHad(compiled, exploration),
    edgesNeverTaken: [...edges].flatMap(([edge, isTaken]) => (isTaken ? [] : [edge])),
  };
}

/** "storer: page_mkwrite.lock_page → page_mkwrite.set_page_dirty", of fused steps one by one; not what breaks a rule. */
function edgesOf(transition: Transition): string[] {
  if (!leadsOn(transition)) return [];
  const { actor, parts, changes } = transition;
  const effect = changes.find(([slot]) => slot === actor.pc)?.[1];
  const last = parts[parts.length - 1].position;
  // Where it stands is a constant, or as before.
  const next = effect?.kind === "constant" ? actor.positions[effect.code] : last;
  const places = [...parts.map(({ position }) => position), next].map(nameOf);
  return parts.map((_, at) => `${actor.actor.name}: ${places[at]} → ${places[at + 1]}`);
}

function nameOf({ activation, step }: Transition["parts"][number]["position"]): string {
  return step === null ? "its end" : `${activation.procedure.name}.${step}`;
}
