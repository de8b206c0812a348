import type { Reference, ReferenceStep, RunState } from "../explorer/reference/index.ts";
import { blockedBy } from "./blockedBy.ts";
import type { NamedMove } from "./NamedMove.ts";
import { nameOf } from "./walkOf.ts";

/** What an actor can do in a state, or why it can do nothing. */
export interface Moves {
  readonly actor: string;
  readonly moves: readonly { readonly move: NamedMove; readonly says: string }[];
  /** Null where it can move. */
  readonly blocked: string | null;
}

/** What everybody can do in a state. */
export function movesAt(reference: Reference, state: RunState): Moves[] {
  return reference.system.actors.map(({ name }, actor) => {
    const moves = reference
      .stepsOf(state, actor)
      .filter(({ outcome }) => outcome.kind !== "outOfScope")
      .map((step) => ({ move: nameOf(reference, step), says: saysOf(reference, state, step) }));
    const blocked = moves.length > 0 ? null : blockedText(reference, state, actor);
    return { actor: name, moves, blocked };
  });
}

function saysOf(reference: Reference, state: RunState, step: ReferenceStep): string {
  const said = reference.says(state, step);
  if (typeof said === "string") return said;
  if (step.chosen.length > 0) return step.chosen.map(String).join(", ");
  const called = [...new Set(step.calls.map(({ name }) => `${name}()`))];
  return called.length > 0 ? called.join(", ") : `goes on: ${step.step}`;
}

function blockedText(reference: Reference, state: RunState, actor: number): string {
  const place = reference.placeOf(state, actor);
  if (place === null) return "has finished";
  const by = blockedBy(reference, state, actor);
  return by === null ? "blocked" : `blocked: ${by}`;
}
