import type { Layout } from "./Layout.ts";
import type { Slot } from "./Slot.ts";
import { slotsOf, type Test, type Tree } from "./Tree.ts";
import type { StepTree, Transition, UnfoldedStep } from "./unfold.ts";

/** Bits of a packed state, word by word. */
type Mask = Int32Array;

/** What a transition reads, on any way through its tree to it, and what it writes. */
interface Touched {
  readonly reads: Mask;
  readonly writes: Mask;
}

/** What to build the table from. */
export interface Moving {
  readonly layout: Layout;
  readonly steps: readonly UnfoldedStep[];
  readonly transitions: readonly Transition[];
}

/**
 * Which transitions are asleep after which: those of a later actor that are independent of it, that is,
 * neither writes what the other reads or writes. `search/README.md` says why their look-ups can be left
 * out. Transitions of an actor that touch the same bits are one class.
 */
export class Independence {
  /** By transition its class; one place more, for no transition: after that nothing is asleep. */
  readonly classOf: Int32Array;
  /** How many words a row of `rows` has. */
  readonly stride: number;
  /** By class a row of bits by class: what is asleep after it. */
  readonly rows: Int32Array;

  /** Reads of slots that are not `seen` are forgotten, which is wrong: only to test that it would be found. */
  constructor(moving: Moving, seen: (slot: Slot) => boolean = () => true) {
    const { transitions, layout } = moving;
    const touched = new Reads(layout, seen).touchedBy(moving);
    const known = new Map<string, number>();
    const classes: Class[] = [];
    this.classOf = new Int32Array(transitions.length + 1);
    for (const [id, transition] of transitions.entries()) {
      const found = touched.get(transition);
      if (found === undefined) throw new Error("a transition is in no step");
      const actor = transition.actor.index;
      const key = `${actor}:${found.reads}:${found.writes}`;
      const number = known.get(key) ?? known.size;
      if (number === known.size) classes.push({ ...found, actor });
      known.set(key, number);
      this.classOf[id] = number;
    }
    this.classOf[transitions.length] = classes.length;
    this.stride = Math.ceil(classes.length / 32);
    this.rows = rowsOf(classes, this.stride, 32 * layout.words);
  }
}

/** What one actor's transitions of a class touch. */
interface Class extends Touched {
  readonly actor: number;
}

/** For each class, all of later actors but those that touch what it writes, or write what it reads. */
function rowsOf(classes: readonly Class[], stride: number, bits: number): Int32Array {
  const writers = new Int32Array(bits * stride);
  const users = new Int32Array(bits * stride);
  const later = new Map<number, Int32Array>();
  for (const [at, { actor, reads, writes }] of classes.entries()) {
    const [word, bit] = [at >> 5, 1 << (at & 31)];
    for (const place of placesIn(writes)) writers[place * stride + word] |= bit;
    for (const place of placesIn(or(writes, reads))) users[place * stride + word] |= bit;
    for (let before = 0; before < actor; before += 1) {
      const all = later.get(before) ?? new Int32Array(stride);
      later.set(before, all);
      all[word] |= bit;
    }
  }
  const rows = new Int32Array((classes.length + 1) * stride);
  for (const [at, { actor, reads, writes }] of classes.entries()) {
    const row = rows.subarray(at * stride, (at + 1) * stride);
    row.set(later.get(actor) ?? []);
    for (const place of placesIn(writes)) takeOut(row, users, place * stride);
    for (const place of placesIn(reads)) takeOut(row, writers, place * stride);
  }
  return rows;
}

function takeOut(row: Int32Array, from: Int32Array, at: number): void {
  for (let word = 0; word < row.length; word += 1) row[word] &= ~from[at + word];
}

/** The numbers of the bits that are set. */
function placesIn(mask: Mask): number[] {
  const places: number[] = [];
  for (const [word, bits] of mask.entries()) {
    for (let left = bits; left !== 0; left &= left - 1) {
      places.push(32 * word + 31 - Math.clz32(left & -left));
    }
  }
  return places;
}

/** Collects what is read on the ways through trees. */
class Reads {
  private readonly layout: Layout;
  private readonly seen: (slot: Slot) => boolean;

  constructor(layout: Layout, seen: (slot: Slot) => boolean) {
    this.layout = layout;
    this.seen = seen;
  }

  touchedBy({ steps }: Moving): Map<Transition, Touched> {
    const found = new Map<Transition, Touched>();
    for (const { actor, tree } of steps) {
      const before = new Map<StepTree, Mask>();
      this.add(before, tree, this.readsOf([actor.pc]));
      for (const node of parentsFirst(tree)) {
        const reads = before.get(node) ?? this.nothing();
        if (node.kind === "leaf") {
          if (node.value !== null) this.note(found, node.value, reads);
          continue;
        }
        const all = or(reads, this.readsOf(askedBy(node.test)));
        for (const child of new Set(node.children)) this.add(before, child, all);
      }
    }
    return found;
  }

  /** What a transition copies is read too, if the copy has bits. */
  private note(found: Map<Transition, Touched>, transition: Transition, path: Mask): void {
    const kept = transition.changes.filter(([slot]) => this.layout.placeOf(slot).mask !== 0);
    const copied = kept.flatMap(([, effect]) => (effect.kind === "constant" ? [] : [effect.from]));
    const writes = this.layout.bitsOf(kept.map(([slot]) => slot));
    const reads = or(path, this.readsOf(copied));
    const known = found.get(transition);
    found.set(transition, { writes, reads: known === undefined ? reads : or(known.reads, reads) });
  }

  private add(before: Map<StepTree, Mask>, node: StepTree, reads: Mask): void {
    const known = before.get(node);
    before.set(node, known === undefined ? reads : or(known, reads));
  }

  private readsOf(slots: Iterable<Slot>): Mask {
    return this.layout.bitsOf([...slots].filter(this.seen));
  }

  private nothing(): Mask {
    return new Int32Array(this.layout.words);
  }
}

function askedBy(test: Test): Iterable<Slot> {
  if (test.kind === "choice") return [];
  return test.kind === "slot" ? [test.slot] : slotsOf(test.tree);
}

function or(a: Mask, b: Mask): Mask {
  const both = a.slice();
  for (let word = 0; word < b.length; word += 1) both[word] |= b[word];
  return both;
}

/** Every node once, each after all that lead to it. */
function parentsFirst<L>(tree: Tree<L>): Tree<L>[] {
  const seen = new Set<Tree<L>>();
  const childrenFirst: Tree<L>[] = [];
  const visit = (node: Tree<L>): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === "branch") for (const child of node.children) visit(child);
    childrenFirst.push(node);
  };
  visit(tree);
  return childrenFirst.reverse();
}
