import type { Move } from "../counterexamples/index.ts";
import { noPasses } from "../explorer/compile/index.ts";
import { type Bounds, exploreContents, type Progress, pathTo } from "../explorer/search/index.ts";
import type { Apart } from "./Apart.ts";
import { compiledOf } from "./checkSystem.ts";
import type { Subject } from "./Subject.ts";

/** A shortest run to where a system differs with its proposal, as moves; and what of the kernel was asked. */
export interface Difference {
  readonly reached: Apart["reached"];
  readonly moves: readonly Move[] | null;
  readonly asked: ReadonlySet<string>;
}

/**
 * What is reached only with the proposal of a subject, or else only without it. What memory holds is compared,
 * not where the actors are; nothing, where a search meets a bound.
 */
export function differenceOf(
  subject: Subject,
  bounds: Bounds,
  onLevel: (progress: Progress) => void = () => {},
): Difference {
  // Laws are of no use here; passes drop fields and states.
  const [before, after] = [{ ...subject, proposal: null }, subject].map((one) =>
    compiledOf({ ...one, invariants: [] }, noPasses),
  );
  const asked = new Set([...before.asked, ...after.asked]);
  const fields = Object.keys(before.compiled.program.system.state);
  const without = exploreContents(before.compiled, fields, bounds, { onLevel });
  if (without.exploration.bound !== null) return { reached: "unknown", moves: null, asked };
  const known = new Set(without.contents);
  const wanted = (content: string) => !known.has(content);
  const within = exploreContents(after.compiled, fields, bounds, { onLevel, wanted });
  const found = within.contents.findIndex(wanted);
  if (found >= 0) {
    const moves = pathTo(after.compiled, within.exploration, { state: found, transition: null });
    return { reached: "with", moves, asked };
  }
  if (within.exploration.bound !== null) return { reached: "unknown", moves: null, asked };
  const kept = new Set(within.contents);
  const gone = without.contents.findIndex((content) => !kept.has(content));
  if (gone < 0) return { reached: "nowhere", moves: null, asked };
  const moves = pathTo(before.compiled, without.exploration, { state: gone, transition: null });
  return { reached: "without", moves, asked };
}
