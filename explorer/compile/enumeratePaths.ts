import { LanguageError } from "../../model/language/index.ts";
import { keyOf, type Test, type Tree, type TreeBuilder } from "./Tree.ts";

/** Thrown through the model's code where a path's answers contradict each other. */
export class ImpossiblePath extends Error {}

/** What a run says of a path that cannot be. */
export const impossible = Symbol("impossible");

/** What a run asks while it goes along its path. */
export interface Path {
  /** Which of the options is the answer to `test` on this path? `options` is called once per point. */
  decide(test: Test, options: () => readonly number[]): number;
  /** The tree of a query; made once, however often the run comes by here. */
  query(make: () => Tree<number>): Tree<number>;
}

/** A point of the paths that are being enumerated: what was asked there, and how far we are. */
interface Point<L> {
  readonly before: Point<L> | null;
  test: Test | null;
  options: readonly number[];
  /** Which option is being tried, and what came of those before it. */
  at: number;
  readonly children: (Tree<L> | null)[];
  next: Point<L> | null;
  readonly queries: Tree<number>[];
}

/** Above this many paths a step is refused, not approximated. */
const maxPaths = 20_000;

/**
 * The decision tree of `run`, made by running it once per path: the first run answers every question
 * with its first option, and each later run takes the next option of the last question that has one.
 * With `isTwice` each path is run again, to find what is not a function of the answers.
 */
export function enumeratePaths<L>(
  run: (path: Path) => L | typeof impossible,
  trees: TreeBuilder<L>,
  isTwice = false,
): Tree<L> | null {
  const root = newPoint<L>(null);
  for (let paths = 1; ; paths += 1) {
    const path = new Walk(root);
    let tree = leafOf(run(path), trees);
    if (isTwice && tree !== leafOf(run(new Walk(root)), trees)) throw impure();
    if (paths > maxPaths) throw tooManyPaths(path.point);
    let point: Point<L> | null = path.point.before;
    for (; point !== null; point = point.before) {
      point.children.push(tree);
      point.at += 1;
      point.next = null;
      if (point.at < point.options.length) break;
      tree = point.test && trees.branch(point.test, point.options, point.children);
    }
    if (point === null) return tree;
  }
}

function leafOf<L>(value: L | typeof impossible, trees: TreeBuilder<L>): Tree<L> | null {
  return value === impossible ? null : trees.leaf(value);
}

function newPoint<L>(before: Point<L> | null): Point<L> {
  return { before, test: null, options: [], at: 0, children: [], next: null, queries: [] };
}

/** One run: it follows the options that are being tried. */
class Walk<L> implements Path {
  point: Point<L>;
  private asked = 0;

  constructor(root: Point<L>) {
    this.point = root;
  }

  decide(test: Test, options: () => readonly number[]): number {
    const { point } = this;
    if (point.test === null) {
      point.test = test;
      point.options = options();
    } else if (point.test !== test && keyOf(point.test) !== keyOf(test)) {
      throw impure();
    }
    if (point.options.length === 0) throw new ImpossiblePath();
    point.next ??= newPoint(point);
    this.point = point.next;
    this.asked = 0;
    return point.options[point.at];
  }

  query(make: () => Tree<number>): Tree<number> {
    const { queries } = this.point;
    const at = this.asked;
    this.asked += 1;
    queries[at] ??= make();
    return queries[at];
  }
}

function impure(): LanguageError {
  return new LanguageError(
    "impure",
    "two runs on the same path differ",
    "Read only the state, locals, self and kernel: no clock, no random numbers, no variables outside.",
  );
}

/** Says which fields multiply, as the last path has them. */
function tooManyPaths<L>(last: Point<L>): LanguageError {
  const factors: string[] = [];
  for (let point = last.before; point !== null; point = point.before) {
    if (point.options.length < 2 || point.test === null) continue;
    factors.unshift(`${nameOf(point.test)} (${point.options.length})`);
  }
  const shown = factors.length > 8 ? [...factors.slice(0, 7), "…"] : factors;
  return new LanguageError(
    "paths",
    `more than ${maxPaths} paths: ${shown.join(" × ")}`,
    "Split the step where these are read, or ask for them with one node each: some, every, count, first, is and same of a record or an array, update(record, field, change), copy(to, from).",
  );
}

function nameOf(test: Test): string {
  switch (test.kind) {
    case "slot":
      return test.slot.path;
    case "query":
      return "a quantifier";
    case "choice":
      return "choose";
  }
}
