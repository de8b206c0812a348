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
import { Session } from "./Session.ts";
import type { Effect, Slot } from "./Slot.ts";
import { evaluate, leavesOf, type Tree, TreeBuilder } from "./Tree.ts";

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

/** What bodies did, by actor and step. */
type Bodies = Map<string, BodyRuns>;

/** A step that is unfolded, with the slots that were taken for constants there. */
type Known = Pick<UnfoldedStep, "tree" | "reads"> & { readonly asked: ReadonlySet<Slot> };

/**
 * Runs every step that can be reached once per path, which also finds every position there is. With
 * `constants`, what no step changes is taken for what it is at the start, before paths are enumerated:
 * every slot at first; a step that changes one, or was unfolded on that assumption, is unfolded again.
 */
export function unfold<S>(
  system: System<S>,
  { constants, isTwice }: { readonly constants: boolean; readonly isTwice: boolean },
): Unfolded<S> {
  const program = new Program(system);
  const session = new Session(isTwice);
  const initial = initialCodes(program, session);
  if (constants) {
    for (const slot of program.state.cells) session.constants.set(slot, initial.get(slot) ?? 0);
  }
  const known = new Map<Position, Known>();
  const bodies: Bodies = new Map();
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const actor of program.actors) {
      // The list grows while it is walked: a step's leaves name the positions that come after it.
      for (const position of actor.positions) {
        if (position.step === null || known.has(position)) continue;
        const notes = { asked: new Set<Slot>(), read: new Set<Slot>() };
        const tree = session.noting(notes, () =>
          stepTree(program, actor, position, session, bodies),
        );
        known.set(position, { tree, asked: notes.asked, reads: notes.read });
        if (!forget(changedConstants(tree, session), session, known, bodies)) continue;
        isStable = false;
      }
    }
  }
  const steps = program.actors.flatMap((actor) =>
    actor.positions.flatMap((position) => {
      const step = known.get(position);
      return step === undefined ? [] : [{ actor, position, tree: step.tree, reads: step.reads }];
    }),
  );
  return { program, session, steps, initial };
}

/** Slots that a step changes although they were taken for constants. */
function changedConstants(tree: StepTree, { constants }: Session): Slot[] {
  return leavesOf(tree).flatMap((transition) =>
    (transition?.changes ?? []).map(([slot]) => slot).filter((slot) => constants.has(slot)),
  );
}

/** Those slots are no constants; what was unfolded as if they were must be done again. */
function forget(
  slots: readonly Slot[],
  { constants }: Session,
  known: Map<Position, { asked: ReadonlySet<Slot> }>,
  bodies: Bodies,
): boolean {
  for (const slot of slots) constants.delete(slot);
  for (const [position, { asked }] of known) {
    if (slots.some((slot) => asked.has(slot))) known.delete(position);
  }
  for (const [key, { asked }] of bodies) {
    if (slots.some((slot) => asked.has(slot))) bodies.delete(key);
  }
  return slots.length > 0;
}

function stepTree<S>(
  program: Program<S>,
  actor: ActorProgram,
  position: Position,
  session: Session,
  bodies: Bodies,
): StepTree {
  try {
    const body = bodyOf(program, actor, position, session, bodies);
    const tree = enumeratePaths(
      (path) => body.on(path, (store, run) => transitionOn(program, actor, position, store, run)),
      transitionTrees(),
      session.isTwice,
    );
    session.note(body);
    if (tree === null) throw new Error("no path of it is possible");
    return tree;
  } catch (error) {
    throw error instanceof Error && error.name === "LanguageError"
      ? languageErrorOf(error).at(textOf(position))
      : error;
  }
}

/** The body of the step; where it has run for another activation, what it did there. */
function bodyOf<S>(
  program: Program<S>,
  actor: ActorProgram,
  position: Position,
  session: Session,
  bodies: Bodies,
): Body {
  const key = `${actor.index} ${textOf(position)}`;
  const again = session.isTwice ? null : bodies.get(key)?.replay(position.activation);
  if (again) return again;
  const runs = new BodyRuns(position.activation, session, (store) =>
    program.run(actor, position, store),
  );
  bodies.set(key, runs);
  return runs;
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
        return { ...made, changes: store.changes(), unset: taken.unset };
    }
  } catch (thrown) {
    if (thrown instanceof ImpossiblePath) throw thrown;
    const error = languageErrorOf(thrown);
    if (!error.countsIfReached) throw error;
    return { ...made, error: error.at(textOf(position)) };
  }
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
