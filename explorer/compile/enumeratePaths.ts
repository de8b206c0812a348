import { LanguageError } from "../../model/language/index.ts";
import { keyOf, type Test, type Tree, type TreeBuilder } from "./Tree.ts";

/** Asked by a run: which of `options` is the answer to `test` on this path? */
export type Oracle = (test: Test, options: readonly number[]) => number;

/** A run found that its path cannot be: its answers contradict each other. */
export const impossible = Symbol("impossible");

interface Decision {
  readonly test: Test;
  readonly options: readonly number[];
  readonly answer: number;
}

interface Run<L> {
  readonly value: L | typeof impossible;
  readonly decisions: readonly Decision[];
}

/** Above this many paths a step is refused, not approximated. */
const maxPaths = 20_000;

/**
 * The decision tree of `run`, made by running it once per path: the first run answers every question
 * with its first option, and each later run changes the last answer that has an option left.
 */
export function enumeratePaths<L>(
  run: (oracle: Oracle) => L | typeof impossible,
  trees: TreeBuilder<L>,
): Tree<L> | null {
  let paths = 0;

  function grow(prefix: readonly number[]): Tree<L> | null {
    paths += 1;
    if (paths > maxPaths) throw tooManyPaths();
    const { value, decisions } = replay(run, prefix, trees);
    let tree = value === impossible ? null : trees.leaf(value);
    const answers = decisions.map(({ answer }) => answer);
    for (let at = decisions.length - 1; at >= prefix.length; at -= 1) {
      const { test, options, answer } = decisions[at];
      const children: (Tree<L> | null)[] = [];
      for (const option of options) {
        const taken = option === answer;
        children[option] = taken ? tree : grow([...answers.slice(0, at), option]);
      }
      tree = trees.branch(
        test,
        Array.from(children, (child) => child ?? null),
      );
    }
    return tree;
  }

  return grow([]);
}

/** Runs with the answers of `prefix` and the first option after that; twice, to refuse what is impure. */
function replay<L>(
  run: (oracle: Oracle) => L | typeof impossible,
  prefix: readonly number[],
  trees: TreeBuilder<L>,
): Run<L> {
  const [first, second] = [once(run, prefix), once(run, prefix)];
  const said = ({ decisions, value }: Run<L>) =>
    [
      ...decisions.map(({ test, answer }) => `${keyOf(test)}=${answer}`),
      value === impossible ? "impossible" : trees.keyOfValue(value),
    ].join();
  if (said(first) !== said(second)) {
    throw new LanguageError(
      "impure",
      "two runs on the same path differ",
      "Read only the state, locals, self and kernel: no clock, no random numbers, no variables outside.",
    );
  }
  return first;
}

function once<L>(
  run: (oracle: Oracle) => L | typeof impossible,
  prefix: readonly number[],
): Run<L> {
  const decisions: Decision[] = [];
  const value = run((test, options) => {
    const answer = decisions.length < prefix.length ? prefix[decisions.length] : options[0];
    decisions.push({ test, options, answer });
    return answer;
  });
  return { value, decisions };
}

function tooManyPaths(): LanguageError {
  return new LanguageError(
    "paths",
    `more than ${maxPaths} paths`,
    "Split the step, or ask with a quantifier (some, every, count, same, copy), which is one node.",
  );
}
