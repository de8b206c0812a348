import { LanguageError, type Slot, type Store } from "../../model/language/index.ts";
import { enumeratePaths, impossible, type Oracle } from "./enumeratePaths.ts";
import { evaluatePartly, type Tree, type TreeBuilder } from "./Tree.ts";

/** What a path leaves in a slot: a constant, or what another slot held before the step. */
export type Effect =
  | { readonly kind: "constant"; readonly code: number }
  | { readonly kind: "slot"; readonly from: Slot };

/** Thrown through the model's code where a path's answers contradict each other. */
export class ImpossiblePath extends Error {}

/** Runs `body` over a new PathStore; what cannot be becomes `impossible`. */
export function onPath<L>(
  oracle: Oracle,
  queries: TreeBuilder<number>,
  body: (store: PathStore) => L,
): L | typeof impossible {
  return orImpossible(() => body(new PathStore(oracle, queries)));
}

function orImpossible<L>(body: () => L): L | typeof impossible {
  try {
    return body();
  } catch (error) {
    if (error instanceof ImpossiblePath) return impossible;
    throw error;
  }
}

/** The store of one path: reads ask the oracle once, writes are recorded. */
export class PathStore implements Store {
  readonly effects = new Map<Slot, Effect>();
  readonly choices: number[] = [];
  private known = new Map<Slot, number>();
  private answered: { tree: Tree<number>; value: number }[] = [];
  private oracle: Oracle;
  private readonly queries: TreeBuilder<number>;
  private asking = false;

  constructor(oracle: Oracle, queries: TreeBuilder<number>) {
    this.oracle = oracle;
    this.queries = queries;
  }

  read(slot: Slot): number {
    const effect = this.effects.get(slot);
    if (effect?.kind === "constant") return effect.code;
    return this.before(effect?.from ?? slot);
  }

  write(slot: Slot, code: number): void {
    this.refuseInQuery(slot);
    this.effects.set(slot, { kind: "constant", code });
  }

  link(to: Slot, from: Slot): void {
    this.refuseInQuery(to);
    const effect = this.effects.get(from);
    if (effect !== undefined) {
      this.effects.set(to, effect);
      return;
    }
    const code = this.known.get(from);
    this.effects.set(to, code === undefined ? { kind: "slot", from } : { kind: "constant", code });
  }

  query(evaluate: () => number): number {
    if (this.asking) return evaluate();
    return this.ask(this.treeOf(evaluate));
  }

  isAmong(slot: Slot, codes: ReadonlySet<number>): boolean {
    const effect = this.effects.get(slot);
    if (effect?.kind === "constant") return codes.has(effect.code);
    const before = effect?.from ?? slot;
    const known = this.known.get(before);
    if (known !== undefined) return codes.has(known);
    const answers = [...Array(before.size).keys()].map((code) =>
      this.queries.leaf(codes.has(code) ? 1 : 0),
    );
    const tree = this.queries.branch({ kind: "slot", slot: before }, answers);
    return tree !== null && this.ask(tree) === 1;
  }

  private ask(tree: Tree<number>): number {
    if (tree.kind === "leaf") return tree.value;
    const value = this.oracle({ kind: "query", tree }, valuesOf(tree));
    this.answered.push({ tree, value });
    return value;
  }

  choose({ length: count }: readonly unknown[]): number {
    const option = this.oracle({ kind: "choice", count }, [...Array(count).keys()]);
    this.choices.push(option);
    return option;
  }

  /** The effects that change something: writing back what was read is left out. */
  changes(): [Slot, Effect][] {
    return [...this.effects].filter(([slot, effect]) =>
      effect.kind === "constant" ? this.known.get(slot) !== effect.code : effect.from !== slot,
    );
  }

  /** What a slot held before the step: asked once per path, and only for what can still be. */
  private before(slot: Slot): number {
    const known = this.known.get(slot);
    if (known !== undefined) return known;
    const options = [...Array(slot.size).keys()].filter((code) => this.isPossible(slot, code));
    if (options.length === 0) throw new ImpossiblePath();
    const code = options.length === 1 ? options[0] : this.oracle({ kind: "slot", slot }, options);
    this.known.set(slot, code);
    return code;
  }

  /** A value that contradicts an earlier query's answer cannot be. */
  private isPossible(slot: Slot, code: number): boolean {
    if (this.answered.length === 0) return true;
    const known = new Map(this.known).set(slot, code);
    return this.answered.every(({ tree, value }) => {
      const said = evaluatePartly(tree, known);
      return said === undefined || said === value;
    });
  }

  /** The tree of a query: its reads ask an oracle of its own, on top of what is known already. */
  private treeOf(evaluate: () => number): Tree<number> {
    const { oracle, known, answered } = this;
    this.asking = true;
    try {
      const tree = enumeratePaths((inner) => {
        this.oracle = inner;
        this.known = new Map(known);
        this.answered = [...answered];
        return orImpossible(evaluate);
      }, this.queries);
      if (tree === null) throw new ImpossiblePath();
      return tree;
    } finally {
      this.asking = false;
      this.oracle = oracle;
      this.known = known;
      this.answered = answered;
    }
  }

  private refuseInQuery(slot: Slot): void {
    if (!this.asking) return;
    throw new LanguageError(
      "query-writes",
      `a quantifier's predicate assigned ${slot.path}`,
      "Predicates only read. Assign in the step, in a loop over indexes(…).",
    );
  }
}

function valuesOf(tree: Tree<number>): number[] {
  const values = new Set<number>();
  const visit = (node: Tree<number> | null) => {
    if (node?.kind === "leaf") values.add(node.value);
    else node?.children.forEach(visit);
  };
  visit(tree);
  return [...values].sort((a, b) => a - b);
}
