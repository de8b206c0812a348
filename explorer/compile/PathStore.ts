import { blocked, LanguageError, languageErrorOf } from "../../model/language/index.ts";
import { enumeratePaths, ImpossiblePath, impossible, type Path } from "./enumeratePaths.ts";
import type { Renaming } from "./Renaming.ts";
import { isErrorCode, type Session } from "./Session.ts";
import type { Effect, Slot } from "./Slot.ts";
import { evaluate, leavesOf, slotsOf, type Tree } from "./Tree.ts";

/** Runs `body` over a new PathStore; what cannot be becomes `impossible`. */
export function onPath<L>(
  path: Path,
  session: Session,
  body: (store: PathStore) => L,
): L | typeof impossible {
  return orImpossible(() => body(new PathStore(path, session)));
}

function orImpossible<L>(body: () => L): L | typeof impossible {
  try {
    return body();
  } catch (error) {
    if (error instanceof ImpossiblePath) return impossible;
    throw error;
  }
}

/** What a slot's code becomes: -1 where the new value does not fit. It may throw too. */
export interface CodeChange {
  readonly codeOf: (code: number) => number;
  /** What is wrong where it does not fit. Made only where it is said, since an error costs much more than a code. */
  readonly refusal: (code: number) => LanguageError;
}

interface Answered {
  readonly tree: Tree<number>;
  readonly value: number;
}

/** What a path knows and has written at some point. */
export interface Kept {
  readonly effects: ReadonlyMap<Slot, Effect>;
  readonly choices: readonly number[];
  readonly known: ReadonlyMap<Slot, number>;
  readonly answered: readonly Answered[];
}

/** The state on one path of a step: reads are asked once, writes are recorded. */
export class PathStore {
  effects: Map<Slot, Effect> = new Map();
  readonly choices: number[] = [];
  private known: Map<Slot, number> = new Map();
  private answered: Answered[] = [];
  private path: Path;
  private readonly session: Session;
  /** How many quantifiers we are in. */
  private depth = 0;

  constructor(path: Path, session: Session) {
    this.path = path;
    this.session = session;
  }

  /** All that the path knows and has written, which stays as it is when the path goes on. */
  kept(): Kept {
    const { effects, choices, known, answered } = this;
    this.effects = new Map(effects);
    this.known = new Map(known);
    this.answered = [...answered];
    return { effects, choices: [...choices], known, answered };
  }

  /** The path knows and has written that, with other slots. */
  restore({ effects, choices, known, answered }: Kept, renaming: Renaming): void {
    for (const [slot, effect] of effects)
      this.effects.set(renaming.slot(slot), renaming.effect(effect));
    this.choices.push(...choices);
    for (const [slot, code] of known) this.known.set(renaming.slot(slot), code);
    for (const { tree, value } of answered)
      this.answered.push({ tree: renaming.tree(tree), value });
  }

  /** What the slot holds now, as far as the path knows. */
  effectOf(slot: Slot): Effect {
    return this.effects.get(slot) ?? { kind: "slot", from: slot };
  }

  /** The code that an effect gives: asked, if it is not known; below `size` in any case. */
  codeOf(effect: Effect, size: number): number {
    switch (effect.kind) {
      case "constant":
        return effect.code;
      case "slot":
        return this.before(effect.from, size);
      case "table":
        return effect.table[this.before(effect.from, effect.table.length)];
    }
  }

  write(slot: Slot, code: number): void {
    this.put(slot, { kind: "constant", code });
  }

  /** The slots of parameters have been given their values. */
  give(slots: readonly Slot[]): void {
    for (const slot of slots) this.session.give(slot, this.effectOf(slot));
  }

  /** Is the slot taken for constant? */
  isConstant(slot: Slot): boolean {
    return this.session.constants.has(slot);
  }

  /** The slot becomes what an effect says, without asking what that is. */
  put(slot: Slot, effect: Effect): void {
    if (this.depth > 0) throw queryWrites(slot);
    this.effects.set(slot, this.settled(this.copied(effect)));
  }

  /** Notes that an effect is copied: its source is read, although nobody asks what it holds. */
  copied(effect: Effect): Effect {
    if (effect.kind !== "constant") this.session.read.add(effect.from);
    return effect;
  }

  /** The slot becomes a function of itself, without asking. */
  update(slot: Slot, size: number, change: CodeChange): void {
    const effect = this.settled(this.effectOf(slot));
    if (effect.kind === "constant") {
      this.write(
        slot,
        this.reading(() => changed(change, effect.code)),
      );
      return;
    }
    const now = effect.kind === "table" ? effect.table : codesBelow(size);
    const table = this.reading(() => now.map((code) => (code < 0 ? -1 : orRefused(change, code))));
    const refused = codesBelow(table.length).filter((code) => table[code] < 0);
    if (refused.length > 0 && this.isAmong(effect.from, new Set(refused))) {
      // It may throw differently for each: now it is asked which.
      changed(change, now[this.before(effect.from, table.length)]);
    }
    this.put(slot, { kind: "table", from: effect.from, table });
  }

  /** What only reads: `change` of an update is asked of every code, so it may neither write nor choose. */
  private reading<T>(body: () => T): T {
    this.depth += 1;
    try {
      return body();
    } finally {
      this.depth -= 1;
    }
  }

  /** A value computed from reads only, as one node. */
  query(body: () => number): number {
    return this.ask(this.path.query(() => this.treeOf(body)));
  }

  /** The first element that a predicate says 1 of, as its place plus 1, or 0: a chain of nodes. */
  first(length: number, body: (at: number) => number): number {
    const { queries } = this.session;
    const chain = () => {
      let rest = queries.leaf(0);
      for (let at = length - 1; at >= 0; at -= 1) {
        rest = this.onValue(
          this.treeOf(() => body(at)),
          (value) => (value === 0 ? rest : queries.leaf(value === 1 ? at + 1 : value)),
        );
      }
      return rest;
    };
    return this.ask(this.path.query(chain));
  }

  /** Of how many elements a predicate says 1: a lattice of nodes. */
  count(length: number, body: (at: number) => number): number {
    const { queries } = this.session;
    const lattice = () => {
      const trees = codesBelow(length).map((at) => this.treeOf(() => body(at)));
      let sums = codesBelow(length + 1).map((sum) => queries.leaf(sum));
      for (let at = length - 1; at >= 0; at -= 1) {
        const next = sums;
        sums = codesBelow(at + 1).map((sum) =>
          this.onValue(trees[at], (value) =>
            isErrorCode(value) ? queries.leaf(value) : next[sum + value],
          ),
        );
      }
      return sums[0];
    };
    return this.ask(this.path.query(lattice));
  }

  /** Do these effects agree, pair by pair? A chain of nodes. */
  same(pairs: readonly (readonly [Effect, Effect, number])[]): boolean {
    const { queries } = this.session;
    const chain = () => {
      let rest = queries.leaf(1);
      for (const [a, b, size] of [...pairs].reverse()) {
        const equal = this.treeOf(() => (this.codeOf(a, size) === this.codeOf(b, size) ? 1 : 0));
        rest = this.onValue(equal, (value) => (value === 0 ? queries.leaf(0) : rest));
      }
      return rest;
    };
    return this.ask(this.path.query(chain)) === 1;
  }

  /** Was what the slot held before the step one of these codes? One node, however many there are. */
  isAmong(slot: Slot, codes: ReadonlySet<number>): boolean {
    const now = this.settled({ kind: "slot", from: slot });
    if (now.kind === "constant") return codes.has(now.code);
    this.session.read.add(slot);
    const { queries } = this.session;
    const all = codesBelow(slot.size);
    const leaves = all.map((code) => queries.leaf(codes.has(code) ? 1 : 0));
    const tree = queries.branch({ kind: "slot", slot }, all, leaves);
    return tree !== null && this.ask(tree) === 1;
  }

  /** The place of one of these options; without any the step waits. */
  choose({ length: count }: readonly unknown[]): number {
    if (this.depth > 0) throw choiceIn("a predicate, or the function of an update,");
    if (count === 0) throw blocked;
    const option = this.path.decide({ kind: "choice", count }, () => codesBelow(count));
    this.choices.push(option);
    return option;
  }

  /** The effects that change something: writing back what was read is left out. */
  changes(): [Slot, Effect][] {
    return [...this.effects].filter(([slot, effect]) =>
      effect.kind === "constant"
        ? (this.known.get(slot) ?? this.session.constantOf(slot)) !== effect.code
        : effect.kind === "table" || effect.from !== slot,
    );
  }

  /** An effect with what the path knows by now. */
  private settled(effect: Effect): Effect {
    if (effect.kind === "constant") return effect;
    const code = this.known.get(effect.from) ?? this.session.constantOf(effect.from);
    if (code === undefined) return effect;
    return { kind: "constant", code: effect.kind === "slot" ? code : effect.table[code] };
  }

  private ask(tree: Tree<number>): number {
    if (tree.kind === "leaf") return this.orThrow(tree.value);
    const before = this.answered.find((answer) => answer.tree === tree);
    if (before !== undefined) return this.orThrow(before.value);
    const value = this.path.decide({ kind: "query", tree }, () =>
      leavesOf(tree).sort((a, b) => a - b),
    );
    this.answered.push({ tree, value });
    return this.orThrow(value);
  }

  private orThrow(value: number): number {
    if (isErrorCode(value)) throw this.session.errorOf(value);
    return value;
  }

  /** What a slot held before the step: asked once per path, and only for what can still be. */
  private before(slot: Slot, size: number): number {
    this.session.read.add(slot);
    const known = this.known.get(slot) ?? this.session.constantOf(slot);
    if (known !== undefined) return known;
    const code = this.path.decide({ kind: "slot", slot }, () =>
      codesBelow(Math.min(size, slot.size)).filter(this.isPossible(slot)),
    );
    this.known.set(slot, code);
    return code;
  }

  /** A code that contradicts an earlier query's answer cannot be. */
  private isPossible(slot: Slot): (code: number) => boolean {
    const speaking = this.answered.filter(({ tree }) => slotsOf(tree).has(slot));
    if (speaking.length === 0) return () => true;
    return (code) =>
      speaking.every(({ tree, value }) => {
        const said = evaluate(tree, (other) => (other === slot ? code : this.known.get(other)));
        return said === undefined || said === value;
      });
  }

  /** The tree of a query: its reads are asked on paths of its own, on top of what is known already. */
  private treeOf(body: () => number): Tree<number> {
    const { path, known, answered, session } = this;
    this.depth += 1;
    try {
      const tree = enumeratePaths(
        (inner) => {
          this.path = inner;
          this.known = new Map(known);
          this.answered = [];
          return orImpossible(() => valueOrError(body, session));
        },
        session.queries,
        session.isTwice,
      );
      if (tree === null) throw new ImpossiblePath();
      return tree;
    } finally {
      this.depth -= 1;
      this.path = path;
      this.known = known;
      this.answered = answered;
    }
  }

  /** A tree that asks a query, and goes on with each of its values. */
  private onValue(query: Tree<number>, go: (value: number) => Tree<number>): Tree<number> {
    if (query.kind === "leaf") return go(query.value);
    const values = leavesOf(query).sort((a, b) => a - b);
    const tree = this.session.queries.branch(
      { kind: "query", tree: query },
      values,
      values.map(go),
    );
    if (tree === null) throw new Error("a query without values");
    return tree;
  }
}

/** What a query's body says: a number, or the code of the error that it threw. */
export function valueOrError(body: () => number, session: Session): number {
  try {
    return body();
  } catch (thrown) {
    if (thrown instanceof ImpossiblePath) throw thrown;
    if (thrown === blocked) throw choiceIn("a predicate");
    const error = languageErrorOf(thrown);
    if (!error.countsIfReached) throw error;
    return session.codeOf(error);
  }
}

/** What a change makes of a code. */
function changed({ codeOf, refusal }: CodeChange, code: number): number {
  const made = codeOf(code);
  if (made < 0) throw refusal(code);
  return made;
}

/** What a change makes of a code; -1 if it does not fit, throws what counts, or waits. */
function orRefused({ codeOf }: CodeChange, code: number): number {
  try {
    return codeOf(code);
  } catch (thrown) {
    if (thrown instanceof ImpossiblePath) throw thrown;
    if (thrown !== blocked && !languageErrorOf(thrown).countsIfReached) throw thrown;
    return -1;
  }
}

/** 0, 1, … below `count`. */
export function codesBelow(count: number): number[] {
  return Array.from({ length: count }, (_, code) => code);
}

/** The refusal of a choice or a wait where none can be. */
export function choiceIn(where: string): LanguageError {
  return new LanguageError(
    "choice",
    `${where} chooses or waits`,
    "Only steps choose and wait: ask in the step, and let the predicate read.",
  );
}

function queryWrites(slot: Slot): LanguageError {
  return new LanguageError(
    "query-writes",
    `a predicate, or the function of an update, assigned ${slot.path}`,
    "They only read. Assign in the step, in a loop over indexes(…).",
  );
}
