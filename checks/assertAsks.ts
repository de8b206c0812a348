import { deadlock, stepError } from "../counterexamples/index.ts";
import type { Invariant } from "../invariants/index.ts";
import type { Scenario } from "../scenarios/index.ts";
import { didYouMean } from "./nearest.ts";
import { UsageError } from "./UsageError.ts";

/**
 * Refuses a scenario whose results would be empty, or could be taken for those of something else.
 *
 * @throws {UsageError} It asks for nothing or for what there is not, expects what it does not ask for, or
 *   gives a cover a name that is taken.
 */
export function assertAsks(scenario: Scenario, laws: readonly Invariant[]): void {
  const { id, file, asks, expects, covers } = scenario;
  const name = `${file === undefined ? "" : `${file}: `}scenario ${id}`;
  const known = laws.map((law) => law.id);
  const unknown = asks.find((law) => !known.includes(law));
  if (unknown !== undefined) {
    throw new UsageError(
      `${name} asks for an unknown invariant ${JSON.stringify(unknown)}${didYouMean(unknown, known)}`,
      `Use some of: ${known.join(", ")}; or one of your own, given too: --invariant ./my-law.ts`,
    );
  }
  const unasked = expects.find(({ violated }) => !asks.includes(violated))?.violated;
  if (unasked !== undefined) {
    throw new UsageError(
      `${name} expects ${JSON.stringify(unasked)} to be violated, and does not ask for it${didYouMean(unasked, asks)}`,
      "Add it to its asks, or leave the expectation out.",
    );
  }
  if (asks.length + covers.length === 0) {
    throw new UsageError(
      `${name} asks for nothing`,
      `Give it asks, some of: ${known.join(", ")}; or covers.`,
    );
  }
  const taken = [...known, deadlock, stepError];
  const names = covers.map((cover) => cover.id);
  const clash = names.find((cover, at) => taken.includes(cover) || names.indexOf(cover) !== at);
  if (clash !== undefined) {
    throw new UsageError(
      `${name} has a cover ${JSON.stringify(clash)}, which is the name of something else`,
      "Results are told by name: give each cover one of its own.",
    );
  }
}
