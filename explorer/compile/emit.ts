import type { Slot } from "../../model/language/index.ts";
import type { Layout } from "./Layout.ts";
import { nodesOf, type Tree } from "./Tree.ts";
import type { StepTree, Transition, UnfoldedStep } from "./unfold.ts";

// Decision trees become JavaScript over packed words: w0, w1, … of the state, v0, v1, … of the state
// after a step. Queries become functions of their own, q<id>, which may share subtrees.

/** Larger actors are cut into a function per position, so that the engine optimises each. */
const maxNodesPerFunction = 400;

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
  /** Definitions of the query functions used so far, by name. */
  private readonly functions = new Map<string, string>();

  constructor(layout: Layout) {
    this.layout = layout;
  }

  /** The query functions that the emitted code calls. */
  definitions(): string {
    return [...this.functions.values()].join("\n");
  }

  /** An expression for the value of a predicate or query. */
  query(tree: Tree<number>): string {
    if (tree.kind === "leaf") return String(tree.value);
    const name = `q${tree.id}`;
    const signature = `${name}(${parameters(this.layout, readsAfter(tree))})`;
    if (!this.functions.has(name)) this.functions.set(name, this.define(signature, tree));
    return signature;
  }

  private define(signature: string, tree: Tree<number>): string {
    const shared = sharedNodes(tree);
    const body = (node: Tree<number> | null): string => {
      if (node === null) return "";
      if (node.kind === "leaf") return `return ${node.value};`;
      if (node !== tree && shared.has(node)) return `return ${this.query(node)};`;
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

  /** A function that gives the first of the states from..to of which a predicate says `wanted`. */
  finder(tree: Tree<number>, wanted: 0 | 1): string {
    const { words } = this.layout;
    const loads = wordsOf(this.layout, "w").map((w, at) => `${w} = states[at + ${at}]`);
    return `function (states, from, to) {
      for (let i = from, at = from * ${words}; i < to; i++, at += ${words}) {
        const ${loads.join(", ")};
        if (${this.query(tree)} === ${wanted}) return i;
      }
      return -1;
    }`;
  }

  /** A function that gives the first of a batch's relevant transitions of which a predicate is false. */
  stepFinder(tree: Tree<number>): string {
    const { words } = this.layout;
    const before = wordsOf(this.layout, "w").map((w, at) => `${w} = states[p + ${at}]`);
    const after = wordsOf(this.layout, "v").map((v, at) => `${v} = out[o + ${at}]`);
    return `function (states, out, parent, leaf, n, relevant) {
      for (let i = 0, o = 0; i < n; i++, o += ${words}) {
        if (relevant[leaf[i]] === 0) continue;
        const p = parent[i] * ${words}, ${[...before, ...after].join(", ")};
        if (${this.query(tree)} === 0) return i;
      }
      return -1;
    }`;
  }

  private stepTree(node: StepTree | null): string {
    if (node === null) return "";
    if (node.kind === "leaf") return node.value === null ? "" : this.append(node.value);
    if (node.test.kind === "choice") {
      return node.children.map((child) => this.stepTree(child)).join("\n");
    }
    return this.branch(node, (child) => this.stepTree(child));
  }

  private append(transition: Transition): string {
    const stores = this.changedWords(transition).map((word, at) => `out[o + ${at}] = ${word};`);
    return `${stores.join(" ")} parent[n] = i; leaf[n] = ${transition.id}; n++; o += ${this.layout.words};`;
  }

  /** Each word after a transition: one AND and one OR for the constants, a move for each copy. */
  private changedWords({ changes }: Transition): string[] {
    return wordsOf(this.layout, "w").map((name, word) => {
      let mask = 0;
      let constant = 0;
      const moves: string[] = [];
      for (const [slot, effect] of changes) {
        const place = this.layout.placeOf(slot);
        if (place.word !== word || place.mask === 0) continue;
        mask |= place.mask << place.shift;
        if (effect.kind === "constant") constant |= effect.code << place.shift;
        else moves.push(` | (${this.read(effect.from)} << ${place.shift})`);
      }
      const kept = mask === 0 ? name : `(${name} & ${hex(~mask)})`;
      return `${kept}${constant === 0 ? "" : ` | ${hex(constant)}`}${moves.join("")}`;
    });
  }

  private branch<L>(
    { test, children }: Extract<Tree<L>, { kind: "branch" }>,
    body: (child: Tree<L> | null) => string,
  ): string {
    if (test.kind === "choice") throw new Error("a choice inside a query");
    const groups = grouped(children);
    if (groups.length === 2) return this.either(test, groups, body);
    const subject = test.kind === "slot" ? this.read(test.slot) : this.query(test.tree);
    const cases = groups.map(({ child, answers }, at) => {
      const labels =
        at === groups.length - 1 ? "default:" : answers.map((a) => `case ${a}:`).join(" ");
      return `${labels} { ${body(child)} } break;`;
    });
    return `switch (${subject}) { ${cases.join("\n")} }`;
  }

  /** Two ways only: an `if` on the smaller set of answers. */
  private either<L>(
    test: Exclude<Tree<L>, { kind: "leaf" }>["test"],
    groups: readonly Group<L>[],
    body: (child: Tree<L> | null) => string,
  ): string {
    const [few, many] = [...groups].sort((a, b) => a.answers.length - b.answers.length);
    const condition = few.answers.map((answer) => this.equals(test, answer)).join(" || ");
    const [then, otherwise] = [body(few.child), body(many.child)];
    if (then === "") return otherwise === "" ? "" : `if (!(${condition})) { ${otherwise} }`;
    return `if (${condition}) { ${then} }${otherwise === "" ? "" : ` else { ${otherwise} }`}`;
  }

  private equals<L>(test: Exclude<Tree<L>, { kind: "leaf" }>["test"], answer: number): string {
    if (test.kind === "query") return `${this.query(test.tree)} === ${answer}`;
    if (test.kind === "choice") throw new Error("a choice is no condition");
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

/** Does a query look at the state after a step? */
function readsAfter(tree: Tree<number>): boolean {
  return nodesOf(tree).some(
    (node) =>
      node.kind === "branch" &&
      ((node.test.kind === "slot" && node.test.slot.id < 0) ||
        (node.test.kind === "query" && readsAfter(node.test.tree))),
  );
}

interface Group<L> {
  readonly child: Tree<L>;
  readonly answers: number[];
}

/** The different children with the answers that lead to them; impossible answers join the last. */
function grouped<L>(children: readonly (Tree<L> | null)[]): Group<L>[] {
  const groups = new Map<Tree<L>, number[]>();
  children.forEach((child, answer) => {
    if (child === null) return;
    groups.set(child, [...(groups.get(child) ?? []), answer]);
  });
  return [...groups].map(([child, answers]) => ({ child, answers }));
}

function sharedNodes<L>(tree: Tree<L>): ReadonlySet<Tree<L>> {
  const parents = new Map<Tree<L>, number>();
  for (const node of nodesOf(tree)) {
    if (node.kind === "leaf") continue;
    for (const child of new Set(node.children)) {
      if (child?.kind === "branch") parents.set(child, (parents.get(child) ?? 0) + 1);
    }
  }
  return new Set([...parents].filter(([, count]) => count > 1).map(([node]) => node));
}

/** Nodes of the emitted code, where shared subtrees stand once for each parent. */
function sizeOf(tree: StepTree): number {
  const sizes = new Map<StepTree, number>();
  const visit = (node: StepTree | null): number => {
    if (node === null || node.kind === "leaf") return 1;
    const known = sizes.get(node);
    if (known !== undefined) return known;
    const size = [...new Set(node.children)].reduce((sum, child) => sum + visit(child), 1);
    sizes.set(node, size);
    return size;
  };
  return visit(tree);
}

/** The most transitions that one run of a tree can append. */
export function fanoutOf(node: StepTree | null): number {
  if (node === null || (node.kind === "leaf" && node.value === null)) return 0;
  if (node.kind === "leaf") return 1;
  const fanouts = node.children.map(fanoutOf);
  return node.test.kind === "choice"
    ? fanouts.reduce((sum, fanout) => sum + fanout, 0)
    : Math.max(...fanouts);
}
