import {
  changedWords,
  type Group,
  grouped,
  type MovedEffect,
  maxNodesPerFunction,
  readsAfter,
  SharedSubtrees,
  sizeOf,
  sumOf,
} from "./emitted.ts";
import type { Layout } from "./Layout.ts";
import type { Slot } from "./Slot.ts";
import type { Branch, Test, Tree } from "./Tree.ts";
import type { StepTree, Transition, UnfoldedStep } from "./unfold.ts";

// Decision trees become JavaScript over packed words: w0, w1, … of the state, v0, v1, … of the state
// after a step. Queries become functions of their own, q<id>, which may share subtrees.

/** A 32-bit mask as JavaScript. */
function hex(value: number): string {
  return `0x${(value >>> 0).toString(16)}`;
}

/** The names of a state's words. */
function wordsOf(layout: Layout, prefix: string): string[] {
  return Array.from({ length: layout.words }, (_, word) => `${prefix}${word}`);
}

function parameters(layout: Layout, twoStates: boolean): string {
  return [...wordsOf(layout, "w"), ...(twoStates ? wordsOf(layout, "v") : [])].join(", ");
}

export class Emitter {
  readonly layout: Layout;
  /** The numbers by which successors say which transition made them. */
  private readonly ids: ReadonlyMap<Transition, number>;
  /** Definitions of the query functions used so far, by name. */
  private readonly functions = new Map<string, string>();
  private readonly shared = new SharedSubtrees();

  constructor(layout: Layout, ids: ReadonlyMap<Transition, number>) {
    this.layout = layout;
    this.ids = ids;
  }

  /** The query functions that the emitted code calls. */
  definitions(): string {
    return [...this.functions.values()].join("\n");
  }

  /** An expression for the value of a predicate or query. */
  query(tree: Tree<number>): string {
    if (tree.kind === "leaf") return String(tree.value);
    this.shared.note(tree);
    const name = `q${tree.id}`;
    const signature = `${name}(${parameters(this.layout, readsAfter(tree))})`;
    if (!this.functions.has(name)) this.functions.set(name, this.define(signature, tree));
    return signature;
  }

  private define(signature: string, tree: Tree<number>): string {
    const body = (node: Tree<number>): string => {
      if (node.kind === "leaf") return `return ${node.value};`;
      if (node !== tree && this.shared.has(node)) return `return ${this.query(node)};`;
      return this.branch(node, body);
    };
    return `function ${signature} { ${body(tree)} }`;
  }

  /** A function that appends all successors by one actor of the states from..to to the batch. */
  expander(steps: readonly UnfoldedStep[]): string {
    const { layout } = this;
    const loads = wordsOf(layout, "w").map((w, at) => `${w} = states[at + ${at}]`);
    const nodes = steps.reduce((sum, { tree }) => sum + sizeOf(tree), 0);
    const pc = this.read(steps[0].actor.pc);
    const cases = steps.map(({ position, tree }) => {
      const body = this.stepTree(tree);
      if (nodes <= maxNodesPerFunction) return `case ${position.code}: ${body} break;`;
      const name = `p${steps[0].actor.index}_${position.code}`;
      const head = `${name}(${parameters(layout, false)}, i, out, parent, leaf, n, o)`;
      this.functions.set(name, `function ${head} { ${body} return n; }`);
      return `case ${position.code}: n = ${head}; o = n * ${layout.words}; break;`;
    });
    return `function (states, from, to, out, parent, leaf, n) {
      let o = n * ${layout.words};
      for (let i = from, at = from * ${layout.words}; i < to; i++, at += ${layout.words}) {
        const ${loads.join(", ")};
        switch (${pc}) { ${cases.join("\n")} }
      }
      return n;
    }`;
  }

  /** A function that gives the first of the states from..to of whose predicate a test is true. */
  finder(tree: Tree<number>, test: string): string {
    const { words } = this.layout;
    const loads = wordsOf(this.layout, "w").map((w, at) => `${w} = states[at + ${at}]`);
    return `function (states, from, to) {
      for (let i = from, at = from * ${words}; i < to; i++, at += ${words}) {
        const ${loads.join(", ")};
        if (${this.query(tree)} ${test}) return i;
      }
      return -1;
    }`;
  }

  /** A function that gives the first of a batch's relevant transitions of whose predicate a test is true. */
  stepFinder(tree: Tree<number>, test: string): string {
    const { words } = this.layout;
    const before = wordsOf(this.layout, "w").map((w, at) => `${w} = states[p + ${at}]`);
    const after = wordsOf(this.layout, "v").map((v, at) => `${v} = out[o + ${at}]`);
    return `function (states, out, parent, leaf, n, relevant) {
      for (let i = 0, o = 0; i < n; i++, o += ${words}) {
        if (relevant[leaf[i]] === 0) continue;
        const p = parent[i] * ${words}, ${[...before, ...after].join(", ")};
        if (${this.query(tree)} ${test}) return i;
      }
      return -1;
    }`;
  }

  private stepTree(node: StepTree): string {
    if (node.kind === "leaf") return node.value === null ? "" : this.append(node.value);
    if (node.test.kind === "choice") {
      return node.children.map((child) => this.stepTree(child)).join("\n");
    }
    return this.branch(node, (child) => this.stepTree(child));
  }

  private append(transition: Transition): string {
    const stores = this.changedWords(transition).map((word, at) => `out[o + ${at}] = ${word};`);
    return `${stores.join(" ")} parent[n] = i; leaf[n] = ${this.ids.get(transition)}; n++; o += ${this.layout.words};`;
  }

  /** Each word after a transition: one AND and one OR for the constants, a move for each copy. */
  private changedWords(transition: Transition): string[] {
    return changedWords(transition, this.layout).map(({ mask, constant, moves }, word) => {
      const kept = mask === 0 ? `w${word}` : `(w${word} & ${hex(~mask)})`;
      const moved = moves.map(({ effect, shift }) => ` | (${this.moved(effect)} << ${shift})`);
      return `${kept}${constant === 0 ? "" : ` | ${hex(constant)}`}${moved.join("")}`;
    });
  }

  /** What a copied slot becomes: the other's code, or a function of it. */
  private moved(effect: MovedEffect): string {
    const code = this.read(effect.from);
    if (effect.kind === "slot") return code;
    const sum = sumOf(effect.table);
    if (sum !== null) return `(${code} + ${sum})`;
    return `[${effect.table.map((to) => Math.max(to, 0))}][${code}]`;
  }

  private branch<L>(node: Branch<L>, body: (child: Tree<L>) => string): string {
    const { test } = node;
    const groups = grouped(node);
    if (groups.length === 1) return body(groups[0].child);
    if (groups.length === 2) return this.either(test, groups, body);
    const cases = groups.map(({ child, answers: same }, at) => {
      const labels =
        at === groups.length - 1 ? "default:" : same.map((a) => `case ${a}:`).join(" ");
      return `${labels} { ${body(child)} } break;`;
    });
    return `switch (${this.subject(test)}) { ${cases.join("\n")} }`;
  }

  private subject(test: Test): string {
    if (test.kind === "choice") throw new Error("a choice inside a query");
    return test.kind === "slot" ? this.read(test.slot) : this.query(test.tree);
  }

  /** Two ways only: an `if` on the smaller set of answers. */
  private either<L>(
    test: Test,
    groups: readonly Group<L>[],
    body: (child: Tree<L>) => string,
  ): string {
    const [few, many] = [...groups].sort((a, b) => a.answers.length - b.answers.length);
    const condition = few.answers.map((answer) => this.equals(test, answer)).join(" || ");
    const [then, otherwise] = [body(few.child), body(many.child)];
    if (then === "") return otherwise === "" ? "" : `if (!(${condition})) { ${otherwise} }`;
    return `if (${condition}) { ${then} }${otherwise === "" ? "" : ` else { ${otherwise} }`}`;
  }

  private equals(test: Test, answer: number): string {
    if (test.kind !== "slot") return `${this.subject(test)} === ${answer}`;
    const { mask, shift } = this.layout.placeOf(test.slot);
    const name = this.wordOf(test.slot);
    return `(${name} & ${hex(mask << shift)}) === ${(answer << shift) | 0}`;
  }

  private wordOf(slot: Slot): string {
    return `${slot.id < 0 ? "v" : "w"}${this.layout.placeOf(slot).word}`;
  }

  private read(slot: Slot): string {
    const { mask, shift } = this.layout.placeOf(slot);
    return mask === 0 ? "0" : `((${this.wordOf(slot)} >>> ${shift}) & ${hex(mask)})`;
  }
}

/** The most transitions that one run of a tree can append. */
export function fanoutOf(tree: StepTree): number {
  const known = new Map<StepTree, number>();
  const visit = (node: StepTree): number => {
    if (node.kind === "leaf") return node.value === null ? 0 : 1;
    const found = known.get(node) ?? combined(node.test.kind, node.children.map(visit));
    known.set(node, found);
    return found;
  };
  return visit(tree);
}

function combined(kind: Test["kind"], fanouts: readonly number[]): number {
  return kind === "choice"
    ? fanouts.reduce((sum, fanout) => sum + fanout, 0)
    : Math.max(...fanouts);
}
