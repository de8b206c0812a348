import {
  type AnyOutcome,
  blocked,
  type LanguageError,
  languageErrorOf,
  type System,
} from "../../model/language/index.ts";
import { type ActorProgram, type Position, textOf } from "./Activation.ts";
import { type Body, BodyRuns } from "./BodyRuns.ts";
import { enumeratePaths, ImpossiblePath, type Path } from "./enumeratePaths.ts";
import { choiceIn, PathStore } from "./PathStore.ts";
import { Program } from "./Program.ts";
import { type Assumed, Session } from "./Session.ts";
import type { Effect, Slot } from "./Slot.ts";
import { evaluate, type Tree, TreeBuilder } from "./Tree.ts";

/** One step as the model has it: where it was taken, and which options it chose. */
export interface Part {
  readonly position: Position;
  readonly choices: readonly number[];
}

export type Changed = readonly (readonly [Slot, Effect])[];

/** A leaf of a step's tree: one way the step can go. */
export interface Transition {
  readonly actor: ActorProgram;
  /** The model's steps that it stands for: one, unless passes have fused more. */
  readonly parts: readonly Part[];
  readonly changes: Changed;
  /** Locals that have no value after it. */
  readonly unset: readonly Slot[];
  /** The last step broke a rule on this path: an error if a reachable state takes it. */
  readonly error: LanguageError | null;
  /** What the last step wanted that the scope does not have. */
  readonly outOfScope: string | null;
}

/** Null is the leaf of a blocked path. */
export type StepTree = Tree<Transition | null>;

export interface UnfoldedStep {
  readonly actor: ActorProgram;
  readonly position: Position;
  readonly tree: StepTree;
  /** What the step reads or copies on any path, whether or not it matters. */
  readonly reads: ReadonlySet<Slot>;
}

export interface Unfolded<S = unknown> {
  readonly program: Program<S>;
  readonly session: Session;
  readonly steps: readonly UnfoldedStep[];
  /** What slots hold at the start; those that are not listed hold 0. */
  readonly initial: ReadonlyMap<Slot, number>;
}

/** A step that is unfolded, with the slots that were taken for constants there. */
type Known = Pick<UnfoldedStep, "tree" | "reads"> & { readonly asked: ReadonlySet<Slot> };

/**
 * Runs every step that can be reached once per path, which also finds every position there is. What is
 * `assumed` is taken for constant before paths are enumerated: every field for what it is at the start, and a
 * parameter for what it is given first. A step that changes one, or was unfolded on that assumption, is
 * unfolded again.
 */
export function unfold<S>(
  system: System<S>,
  { assumed, isTwice }: { readonly assumed: Assumed; readonly isTwice: boolean },
): Unfolded<S> {
  const program = new Program(system);
  const session = new Session(assumed, isTwice);
  const initial = initialCodes(program, session);
  if (session.takesConstants) {
    for (const slot of program.state.cells) session.constants.set(slot, initial.get(slot) ?? 0);
  }
  return { program, session, steps: new Unfolder(program, session).steps(), initial };
}

/** A step with more paths than this waits until nothing else is left, as what it takes for constants may change. */
const fewPaths = 200;

/** Unfolds the steps of a program, again and again until what is taken for constants is so. */
class Unfolder<S> {
  private readonly program: Program<S>;
  private readonly session: Session;
  private readonly known = new Map<Position, Known>();
  /** What bodies did, by actor and step. */
  private readonly bodies = new Map<string, BodyRuns[]>();
  /** Actors and steps that have many paths. */
  private readonly large = new Set<string>();

  constructor(program: Program<S>, session: Session) {
    this.program = program;
    this.session = session;
  }

  steps(): UnfoldedStep[] {
    do while (!this.unfoldSmall());
    while (this.unfoldLarge());
    return this.program.actors.flatMap((actor) =>
      actor.positions.flatMap((position) => {
        const step = this.known.get(position);
        return step === undefined ? [] : [{ actor, position, tree: step.tree, reads: step.reads }];
      }),
    );
  }

  /** Unfolds every step with few paths that is not; false if something has to be done again. */
  private unfoldSmall(): boolean {
    const most = this.session.takesConstants ? fewPaths : Number.POSITIVE_INFINITY;
    let isStable = true;
    for (const actor of this.program.actors) {
      // The list grows while it is walked: a step's leaves name the positions that come after it.
      for (const position of actor.positions) {
        if (position.step === null || this.known.has(position)) continue;
        if (this.large.has(stepKey(actor, position))) continue;
        if (!this.unfold(actor, position, most)) isStable = false;
      }
    }
    return isStable;
  }

  /** Unfolds one step with many paths that is not; false if there is none. */
  private unfoldLarge(): boolean {
    for (const actor of this.program.actors) {
      for (const position of actor.positions) {
        if (position.step === null || this.known.has(position)) continue;
        this.unfold(actor, position, Number.POSITIVE_INFINITY);
        return true;
      }
    }
    return false;
  }

  /**
   * Unfolds a step, unless it has more paths than `most`. False if what was unfolded before must be done
   * again: the step changes what was taken for constant.
   */
  private unfold(actor: ActorProgram, position: Position, most: number): boolean {
    const notes = { asked: new Set<Slot>(), read: new Set<Slot>() };
    const found: Transition[] = [];
    const tree = this.session.noting(notes, () => this.treeOf(actor, position, most, found));
    if (tree === null) this.large.add(stepKey(actor, position));
    else this.known.set(position, { tree, asked: notes.asked, reads: notes.read });
    const { constants } = this.session;
    const changed = found.flatMap(({ changes }) => changes.map(([slot]) => slot));
    return this.forget(new Set(changed.filter((slot) => constants.has(slot))));
  }

  /** Those slots are no constants; what was unfolded as if they were must be done again. False if there are any. */
  private forget(slots: ReadonlySet<Slot>): boolean {
    if (slots.size === 0) return true;
    const { session, known, bodies } = this;
    for (const slot of slots) session.constants.delete(slot);
    const hasAsked = ({ asked }: Pick<Known, "asked">) =>
      [...slots].some((slot) => asked.has(slot));
    for (const [position, step] of known) if (hasAsked(step)) known.delete(position);
    for (const [key, runs] of bodies)
      bodies.set(
        key,
        runs.filter((one) => !hasAsked(one)),
      );
    return false;
  }

  /** The tree of a step, and the transitions that were found; null if it has more paths than `most`. */
  private treeOf(
    actor: ActorProgram,
    position: Position,
    most: number,
    found: Transition[],
  ): StepTree | null {
    const { body, first } = this.bodyOf(actor, position);
    let paths = 0;
    const run = (path: Path) => {
      paths += 1;
      if (paths > most) throw manyPaths;
      const transition = body.on(path, (store, say) =>
        transitionOn(this.program, actor, position, store, say),
      );
      if (typeof transition === "object" && transition !== null) found.push(transition);
      return transition;
    };
    try {
      const tree = enumeratePaths(run, transitionTrees(), this.session.isTwice);
      if (tree === null) throw new Error("no path of it is possible");
      if (first !== null) this.bodiesOf(actor, position).push(first);
      this.session.note(body);
      return tree;
    } catch (error) {
      if (error === manyPaths) return null;
      throw error instanceof Error && error.name === "LanguageError"
        ? languageErrorOf(error).at(textOf(position))
        : error;
    }
  }

  /** The body of a step; where it has run for another activation, what it did there. */
  private bodyOf(
    actor: ActorProgram,
    position: Position,
  ): { readonly body: Body; readonly first: BodyRuns | null } {
    const { program, session } = this;
    const runs = session.isTwice ? [] : this.bodiesOf(actor, position);
    for (const one of runs) {
      const again = one.replay(position.activation);
      if (again !== null) return { body: again, first: null };
    }
    const first = new BodyRuns(position.activation, session, (store) =>
      program.run(actor, position, store),
    );
    return { body: first, first };
  }

  private bodiesOf(actor: ActorProgram, position: Position): BodyRuns[] {
    const key = stepKey(actor, position);
    const some = this.bodies.get(key) ?? [];
    this.bodies.set(key, some);
    return some;
  }
}

/** Thrown where a step has more paths than it may. */
const manyPaths = Symbol("many paths");

/** The same for all activations of a procedure by one actor. */
function stepKey({ index }: ActorProgram, position: Position): string {
  return `${index} ${textOf(position)}`;
}

/** What the step does on one path. An error counts only if a reachable state takes the path. */
function transitionOn<S>(
  program: Program<S>,
  actor: ActorProgram,
  position: Position,
  store: PathStore,
  body: () => AnyOutcome,
): Transition | null {
  const parts = [{ position, choices: store.choices }];
  const made = { actor, parts, changes: [], unset: [], error: null, outOfScope: null };
  try {
    const taken = program.take(actor, position, store, body);
    switch (taken.kind) {
      case "blocked":
        return null;
      case "outOfScope":
        return { ...made, outOfScope: taken.what };
      case "taken":
        return { ...made, changes: changesOf(store, position, taken.to), unset: taken.unset };
    }
  } catch (thrown) {
    if (thrown instanceof ImpossiblePath) throw thrown;
    const error = languageErrorOf(thrown);
    if (!error.countsIfReached) throw error;
    return { ...made, error: error.at(textOf(position)) };
  }
}

/** What the path changes. A parameter that is taken for constant needs no clearing where its procedure ends. */
function changesOf(store: PathStore, from: Position, to: Position): Changed {
  const isOver = (slot: Slot) =>
    from.activation.alive.includes(slot) && !to.activation.alive.includes(slot);
  return store.changes().filter(([slot]) => !store.isConstant(slot) || !isOver(slot));
}

/** A builder of step trees, in which equal transitions are one leaf. */
export function transitionTrees(): TreeBuilder<Transition | null> {
  return new TreeBuilder(keyOfTransition);
}

function keyOfTransition(transition: Transition | null): string {
  if (transition === null) return "blocked";
  const { parts, changes, error, outOfScope } = transition;
  const taken = parts.map(({ position, choices }) => `${position.code}.${choices}`);
  const changed = changes.map(([slot, effect]) => `${slot.id}${keyOfEffect(effect)}`).sort();
  return `${taken}:${changed}:${error?.message ?? ""}:${outOfScope ?? ""}`;
}

function keyOfEffect(effect: Effect): string {
  switch (effect.kind) {
    case "constant":
      return `=${effect.code}`;
    case "slot":
      return `<${effect.from.id}`;
    case "table":
      return `<${effect.from.id}[${effect.table}]`;
  }
}

/** The initial state: the path on which everything was at rest before. */
function initialCodes<S>(program: Program<S>, session: Session): Map<Slot, number> {
  const atRest: Path = {
    decide: (test) => {
      if (test.kind === "slot") return 0;
      if (test.kind === "choice") throw choiceIn("the initial state");
      return evaluate(test.tree, () => 0) ?? 0;
    },
    query: (make) => make(),
  };
  const store = new PathStore(atRest, session);
  try {
    program.initialise(store);
  } catch (thrown) {
    if (thrown === blocked) throw choiceIn("the initial state");
    throw languageErrorOf(thrown).at("the initial state");
  }
  const codes = [...store.effects.keys()].map((slot) => {
    const code = store.codeOf(store.effectOf(slot), slot.size);
    return [slot, code] as const;
  });
  return new Map(codes);
}
