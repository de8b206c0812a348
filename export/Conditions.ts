import {
  type Branch,
  childOf,
  nodesOf,
  type Slot,
  slotsOf,
  type Tree,
} from "../explorer/compile/index.ts";
import {
  all,
  always,
  any,
  type Condition,
  type Definition,
  never,
  not,
  weightOf,
} from "./Condition.ts";
import type { Names } from "./Names.ts";
import { Same } from "./Same.ts";
import type { Value } from "./Value.ts";

/** How a tree's slots are read; conditions of one sight are shared. */
export interface Sight {
  /** Begins the names of what is only seen so; empty for the plain state. */
  readonly name: string;
  /** Is this slot read as in the plain state? */
  isPlain(slot: Slot): boolean;
  read(slot: Slot): Value;
}

/** Conditions that weigh more than this get a name where they are used more than once. */
const lightest = 4;
/** And those that weigh more than this wherever they are used: languages take no text of any length. */
const heaviest = 100;

/** Makes conditions of decision trees; what several places use is defined once. */
export class Conditions {
  readonly definitions: Definition[] = [];
  private readonly names: Names;
  private readonly same = new Same();
  private readonly queries = new Map<string, Condition>();

  constructor(names: Names) {
    this.names = names;
  }

  /** Names a condition, unless it is short. */
  defined(name: string, condition: Condition): Condition {
    if (weightOf(condition) <= lightest) return condition;
    const definition = { name: this.names.unique(name), condition };
    this.definitions.push(definition);
    return { kind: "named", definition };
  }

  /** One of these at least, however many they are: in portions, each with a name. */
  anyOf(name: string, conditions: readonly Condition[]): Condition {
    const portions: Condition[] = [never];
    for (const condition of conditions) {
      const last = portions[portions.length - 1];
      const more = any([last, condition]);
      if (last === never || weightOf(more) <= heaviest) portions[portions.length - 1] = more;
      else portions.push(condition);
    }
    if (portions.length === 1) return portions[0];
    return any(portions.map((portion) => this.defined(name, portion)));
  }

  /**
   * Does the tree come to a leaf that is wanted? Of a choice, by some option. Subtrees that are shared get
   * names that begin with `name`.
   */
  where<L>(tree: Tree<L>, isWanted: (leaf: L) => boolean, name: string, sight: Sight): Condition {
    const shared = sharedIn(tree);
    const known = new Map<Tree<L>, Condition>();
    const visit = (node: Tree<L>): Condition => {
      const found = known.get(node);
      if (found !== undefined) return found;
      const plain = this.same.of(
        node.kind === "leaf" ? constantOf(isWanted(node.value)) : this.branch(node, visit, sight),
      );
      const isMuch = (shared.has(node) && node !== tree) || weightOf(plain) > heaviest;
      const made = isMuch ? this.defined(name, plain) : plain;
      known.set(node, made);
      return made;
    };
    return visit(tree);
  }

  private branch<L>(
    node: Branch<L>,
    visit: (child: Tree<L>) => Condition,
    sight: Sight,
  ): Condition {
    const { test, answers, children } = node;
    if (test.kind === "choice") return any(children.map(visit));
    const known = knownAnswer(node, sight);
    if (known !== null) return visit(known);
    return ways(answers, children.map(visit), (some) => this.answered(test, some, sight));
  }

  /** Is the answer to a test one of these? */
  answered(test: Branch<unknown>["test"], some: readonly number[], sight: Sight): Condition {
    if (test.kind === "query") return this.query(test.tree, some, sight);
    if (test.kind === "slot") return isOneOf(sight.read(test.slot), some);
    throw new Error("a choice has no answer before it is made");
  }

  /** Has a query one of these values? */
  private query(tree: Tree<number>, values: readonly number[], sight: Sight): Condition {
    const isPlain = [...slotsOf(tree)].every((slot) => sight.isPlain(slot));
    const name = `${isPlain ? "" : sight.name}q${tree.id}`;
    const key = `${name}=${values}`;
    const known = this.queries.get(key);
    if (known !== undefined) return known;
    const isOnly = values.length === 1 && values[0] === 1;
    const full = isOnly ? name : `${name}_is_${values.join("_")}`;
    const condition = this.where(tree, (value) => values.includes(value), full, sight);
    const made = this.defined(full, condition);
    this.queries.set(key, made);
    return made;
  }
}

function constantOf(value: boolean): Condition {
  return value ? always : never;
}

/** Where a test leads whose answer does not depend on the state; null if it does. */
export function knownAnswer<L>(node: Branch<L>, sight: Sight): Tree<L> | null {
  const value = node.test.kind === "slot" ? sight.read(node.test.slot) : null;
  return value?.kind === "code" ? childOf(node, value.code) : null;
}

/** Nodes that have several parents, by tree. */
const sharedNodes = new WeakMap<Tree<unknown>, ReadonlySet<Tree<unknown>>>();

function sharedIn(tree: Tree<unknown>): ReadonlySet<Tree<unknown>> {
  const known = sharedNodes.get(tree);
  if (known !== undefined) return known;
  const seen = new Set<Tree<unknown>>();
  const shared = new Set<Tree<unknown>>();
  for (const node of nodesOf(tree)) {
    if (node.kind === "leaf") continue;
    for (const child of new Set(node.children)) {
      if (seen.has(child)) shared.add(child);
      seen.add(child);
    }
  }
  sharedNodes.set(tree, shared);
  return shared;
}

/** Which condition decides, by the answer to a test; other answers than these cannot be. */
function ways(
  answers: readonly number[],
  outcomes: readonly Condition[],
  test: (some: readonly number[]) => Condition,
): Condition {
  const groups = new Map<Condition, number[]>();
  outcomes.forEach((outcome, at) => {
    groups.set(outcome, [...(groups.get(outcome) ?? []), answers[at]]);
  });
  const [[first, some], second, ...more] = [...groups].sort(([, a], [, b]) => a.length - b.length);
  if (second === undefined) return first;
  if (more.length === 0) return either(test(some), first, second[0]);
  const possible = [...groups].filter(([outcome]) => outcome !== never);
  return any(possible.map(([outcome, same]) => all([test(same), outcome])));
}

function either(test: Condition, then: Condition, otherwise: Condition): Condition {
  if (then === always) return any([test, otherwise]);
  if (otherwise === always) return any([not(test), then]);
  return any([all([test, then]), all([not(test), otherwise])]);
}

/** Is what is read one of these codes? */
export function isOneOf(value: Value, wanted: readonly number[]): Condition {
  if (value.kind === "code") return wanted.includes(value.code) ? always : never;
  const { variable } = value;
  const codes = Array.from({ length: variable.size }, (_, code) => code);
  const isWanted = (code: number) =>
    wanted.includes(value.kind === "table" ? value.table[code] : code);
  const some = codes.filter(isWanted);
  if (some.length === 0) return never;
  if (some.length === variable.size) return always;
  return some.length * 2 <= variable.size
    ? { kind: "is", variable, codes: some, isNot: false }
    : { kind: "is", variable, codes: codes.filter((code) => !isWanted(code)), isNot: true };
}
