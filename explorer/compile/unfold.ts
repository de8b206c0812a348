import { LanguageError, type Moment, type Slot, type System } from "../../model/language/index.ts";
import type { ActorProgram, Position } from "./Activation.ts";
import { enumeratePaths } from "./enumeratePaths.ts";
import { type Effect, ImpossiblePath, onPath } from "./PathStore.ts";
import { Program } from "./Program.ts";
import { type Tree, TreeBuilder } from "./Tree.ts";

/** A leaf of a step's tree: one way the step can go. */
export interface Transition {
  /** Its place in the list of all transitions; -1 until the program is unfolded. */
  readonly id: number;
  readonly actor: ActorProgram;
  readonly position: Position;
  readonly choices: readonly number[];
  readonly changes: readonly (readonly [Slot, Effect])[];
  /** The step broke a rule on this path: an error only if a reachable state takes it. */
  readonly error: LanguageError | null;
}

/** Null is the leaf of a blocked path. */
export type StepTree = Tree<Transition | null>;

export interface UnfoldedStep {
  readonly actor: ActorProgram;
  readonly position: Position;
  readonly tree: StepTree;
}

export interface Unfolded<S> {
  readonly program: Program<S>;
  readonly steps: readonly UnfoldedStep[];
  readonly transitions: readonly Transition[];
  /** Shared by every query and predicate of the program. */
  readonly queries: TreeBuilder<number>;
}

/** Runs every step that can be reached once per path, which also finds every position there is. */
export function unfold<S>(system: System<S>): Unfolded<S> {
  const program = new Program(system);
  const queries = new TreeBuilder<number>(String);
  const steps: UnfoldedStep[] = [];
  const transitions: Transition[] = [];
  for (const actor of program.actors) {
    // The list grows while it is walked: a step's leaves name the positions that come after it.
    for (const position of actor.positions) {
      const tree = stepTree(program, actor, position, queries);
      if (tree !== null) steps.push({ actor, position, tree: numbered(tree, transitions) });
    }
  }
  return { program, steps, transitions, queries };
}

function stepTree<S>(
  program: Program<S>,
  actor: ActorProgram,
  position: Position,
  queries: TreeBuilder<number>,
): StepTree | null {
  if (position.step === null) return null;
  const trees = new TreeBuilder<Transition | null>(keyOfTransition);
  try {
    return enumeratePaths(
      (oracle) =>
        onPath(oracle, queries, (store) => {
          const at = { id: -1, actor, position, choices: store.choices };
          try {
            if (!program.take(actor, position, store)) return null;
            return { ...at, changes: store.changes(), error: null };
          } catch (error) {
            return { ...at, changes: [], error: onlyIfReached(error, position) };
          }
        }),
      trees,
    );
  } catch (error) {
    throw error instanceof LanguageError ? error.at(placeOf(position)) : error;
  }
}

/**
 * The compiler also asks what a step does in states that cannot be: there a value out of its domain is
 * no error, nor is anything that the step's own code throws. All else is passed on.
 */
function onlyIfReached(error: unknown, position: Position): LanguageError {
  if (error instanceof ImpossiblePath) throw error;
  if (!(error instanceof LanguageError)) {
    const message = error instanceof Error ? error.message : String(error);
    const advice = "Look at a union's kind, or for null, before using what is in it.";
    return new LanguageError("throws", `it threw: ${message}`, advice).at(placeOf(position));
  }
  if (error.code === "domain" || error.code === "variant") return error.at(placeOf(position));
  throw error;
}

function placeOf({ activation, step }: Position): string {
  return `${activation.procedure.name}, step ${step}`;
}

function keyOfTransition(transition: Transition | null): string {
  if (transition === null) return "blocked";
  const changes = transition.changes.map(([slot, effect]) =>
    effect.kind === "constant" ? `${slot.id}=${effect.code}` : `${slot.id}<${effect.from.id}`,
  );
  return `${transition.choices}:${changes.sort()}:${transition.error?.message ?? ""}`;
}

/** The same tree with its transitions entered in the list, in the order in which they stand. */
function numbered(tree: StepTree, transitions: Transition[]): StepTree {
  const done = new Map<StepTree, StepTree>();
  const visit = (node: StepTree): StepTree => {
    const known = done.get(node);
    if (known !== undefined) return known;
    const made =
      node.kind === "leaf" ? numberedLeaf(node) : { ...node, children: childrenOf(node) };
    done.set(node, made);
    return made;
  };
  const childrenOf = (node: Extract<StepTree, { kind: "branch" }>) =>
    node.children.map((child) => child && visit(child));
  const numberedLeaf = (leaf: Extract<StepTree, { kind: "leaf" }>): StepTree => {
    if (leaf.value === null) return leaf;
    const value = { ...leaf.value, id: transitions.length };
    transitions.push(value);
    return { ...leaf, value };
  };
  return visit(tree);
}

/** The tree of a predicate: 1 where it is true. */
export function predicateTree<S>(
  { program, queries }: Unfolded<S>,
  name: string,
  predicate: (before: Moment<S>, after: Moment<S>) => boolean,
): Tree<number> {
  try {
    const tree = enumeratePaths(
      (oracle) =>
        onPath(oracle, queries, (store) => {
          const isTrue = program.look(predicate, store);
          if (store.effects.size > 0) throw predicateWrites(store.effects);
          return isTrue ? 1 : 0;
        }),
      queries,
    );
    if (tree === null) throw new Error("no path of it is possible");
    return tree;
  } catch (error) {
    throw error instanceof LanguageError ? error.at(name) : error;
  }
}

function predicateWrites(effects: ReadonlyMap<Slot, Effect>): LanguageError {
  const [slot] = effects.keys();
  return new LanguageError(
    "query-writes",
    `a predicate assigned ${slot.path}`,
    "Predicates only read: compare with === and assign in steps.",
  );
}
