import {
  answerOf,
  type Cover,
  languageErrorOf,
  type Property,
  type System,
} from "../../model/language/index.ts";
import { Reference } from "./Reference.ts";
import type { ReferenceStep } from "./ReferenceStep.ts";
import type { RunState } from "./RunState.ts";

/** What a search found. Depths count steps from the initial state; null: there is none such. */
export interface NaiveExploration {
  /** Distinct contents. */
  states: number;
  /** Steps taken; two choices with one result count as two. */
  transitions: number;
  /** The number of the last level that has states. */
  depth: number;
  /** False if states were left out because of `maxStates`. */
  complete: boolean;
  /** The first state in which nothing can happen although some actor has not finished. */
  deadlock: number | null;
  /** The first state of which a step is an error. */
  error: number | null;
  /** The first state of which a step is out of scope. */
  outOfScope: number | null;
  properties: PropertyTally[];
  covers: CoverTally[];
  /** JSON of each state's content. */
  contents: ReadonlySet<string>;
  /** "actor procedure.step choices" of each transition taken, separated by spaces. */
  taken: ReadonlySet<string>;
}

interface PropertyTally {
  readonly id: string;
  /** The first state that breaks it; of a step that breaks it, the state before. */
  violated: number | null;
  /** The first state in which its antecedent is true. */
  witness: number | null;
  /** The first state in which asking it, or asking it of a step from there, is an error. */
  error: number | null;
  /** How many transitions are of its procedures; null for a property of states. */
  relevantSteps: number | null;
}

interface CoverTally {
  readonly id: string;
  reached: number | null;
  error: number | null;
}

/**
 * Breadth-first search with a set of strings: the oracle for the fast one. With `maxStates` it
 * learns no more states than that, but still looks at all of those and at their steps.
 *
 * @throws {LanguageError} As the reference does.
 */
export function exploreNaively<S>(
  system: System<S>,
  { maxStates = Number.POSITIVE_INFINITY }: { readonly maxStates?: number } = {},
): NaiveExploration {
  const reference = new Reference(system);
  const predicates = new Predicates(reference);
  const contents = new Set([keyOf(reference, reference.initial)]);
  const taken = new Set<string>();
  const found = { transitions: 0, depth: -1, complete: true };
  const firsts: Firsts = { deadlock: null, error: null, outOfScope: null };
  let level: RunState[] = [reference.initial];
  while (level.length > 0) {
    found.depth += 1;
    const next: RunState[] = [];
    for (const state of level) {
      predicates.lookAtState(state, found.depth);
      const steps = reference.successors(state);
      note(firsts, steps, reference.isFinished(state), found.depth);
      for (const step of steps) {
        if (step.outcome.kind !== "taken") continue;
        const { after } = step.outcome;
        found.transitions += 1;
        taken.add(textOf(system.actors[step.actor].name, step));
        predicates.lookAtStep(state, step, after, found.depth);
        const key = keyOf(reference, after);
        if (contents.has(key)) continue;
        found.complete &&= contents.size < maxStates;
        if (contents.size >= maxStates) continue;
        contents.add(key);
        next.push(after);
      }
    }
    level = next;
  }
  const { properties, covers } = predicates;
  return { states: contents.size, ...found, ...firsts, properties, covers, contents, taken };
}

interface Firsts {
  deadlock: number | null;
  error: number | null;
  outOfScope: number | null;
}

function note(firsts: Firsts, steps: ReferenceStep[], isFinished: boolean, depth: number): void {
  if (steps.length === 0 && !isFinished) firsts.deadlock ??= depth;
  for (const { outcome } of steps) {
    if (outcome.kind !== "taken") firsts[outcome.kind] ??= depth;
  }
}

function keyOf<S>(reference: Reference<S>, state: RunState): string {
  return JSON.stringify(reference.content(state));
}

function textOf(actor: string, { procedure, step, choices }: ReferenceStep): string {
  return [actor, `${procedure.name}.${step}`, ...choices].join(" ");
}

/** Asks the properties and covers of a system about states and steps, shallow ones first. */
class Predicates<S> {
  readonly properties: PropertyTally[];
  readonly covers: CoverTally[];
  private readonly reference: Reference<S>;

  constructor(reference: Reference<S>) {
    const { properties, covers } = reference.system;
    this.reference = reference;
    this.properties = properties.map(({ id, over }) => {
      const relevantSteps = over === "states" ? null : 0;
      return { id, violated: null, witness: null, error: null, relevantSteps };
    });
    this.covers = covers.map(({ id }) => ({ id, reached: null, error: null }));
  }

  lookAtState(state: RunState, depth: number): void {
    const { reference } = this;
    reference.system.properties.forEach((property: Property<S>, at) => {
      const tally = this.properties[at];
      const isTrue = ask(tally, depth, () =>
        reference.look(state, (moment) => property.antecedent(moment)),
      );
      if (isTrue === true) tally.witness ??= depth;
      if (property.over !== "states") return;
      const holds = ask(tally, depth, () =>
        reference.look(state, (moment) => property.holds(moment)),
      );
      if (holds === false) tally.violated ??= depth;
    });
    reference.system.covers.forEach((cover: Cover<S>, at) => {
      const tally = this.covers[at];
      const isTrue = ask(tally, depth, () =>
        reference.look(state, (moment) => cover.reached(moment)),
      );
      if (isTrue === true) tally.reached ??= depth;
    });
  }

  lookAtStep(before: RunState, { procedure }: ReferenceStep, after: RunState, depth: number): void {
    const { reference } = this;
    reference.system.properties.forEach((property: Property<S>, at) => {
      if (property.over !== "steps") return;
      if (!property.procedures.some((one) => reference.effective(one) === procedure)) return;
      const tally = this.properties[at];
      tally.relevantSteps = (tally.relevantSteps ?? 0) + 1;
      const holds = ask(tally, depth, () =>
        reference.lookAtStep(before, after, (then, now) => property.holds(then, now)),
      );
      if (holds === false) tally.violated ??= depth;
    });
  }
}

/** What a predicate says; null if it is an error. One that does not depend on the state is thrown. */
function ask(
  tally: { readonly id: string; error: number | null },
  depth: number,
  predicate: () => boolean,
): boolean | null {
  try {
    return answerOf(predicate());
  } catch (thrown) {
    const error = languageErrorOf(thrown).at(tally.id);
    if (!error.countsIfReached) throw error;
    tally.error ??= depth;
    return null;
  }
}
