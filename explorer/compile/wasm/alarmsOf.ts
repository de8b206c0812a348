import type { Layout } from "../Layout.ts";
import { slotsOf, type Tree } from "../Tree.ts";
import type { Transition } from "../unfold.ts";

/** Questions from this one on share a bit. */
const lastBit = 31;

/** The bit of a question, by its place. */
export const bitOf = (question: number): number => 1 << Math.min(question, lastBit);

/**
 * By transition the questions of states whose answers it may change, as it writes something that they read. The
 * others need not be asked again: where nothing was wrong before it, nothing is after it. One place more, for the
 * initial state, of which everything is asked.
 */
export function alarmsOf(
  trees: readonly Tree<number>[],
  transitions: readonly Transition[],
  layout: Layout,
): Int32Array {
  const read = trees.map((tree) => layout.bitsOf(slotsOf(tree)));
  const alarms = new Int32Array(transitions.length + 1).fill(-1);
  for (const [id, { changes }] of transitions.entries()) {
    const written = layout.bitsOf(changes.map(([slot]) => slot));
    const touched = read.map((bits, at) =>
      bits.some((some, word) => (some & written[word]) !== 0) ? bitOf(at) : 0,
    );
    alarms[id] = touched.reduce((all, bit) => all | bit, 0);
  }
  return alarms;
}
