import type { Compiled, CompiledProperty } from "../compile/index.ts";
import { isFinished } from "./isStuck.ts";
import type { Leveled } from "./Leveled.ts";
import type { Location } from "./Location.ts";
import type { Successors } from "./Successors.ts";

/** All of one level that a run may end in: states, or transitions from there. */
export type Ends =
  | { readonly of: "states"; readonly places: readonly number[] }
  | { readonly of: "transitions"; readonly from: readonly (readonly [at: number, leaf: number])[] };

/** What a search found of a property, a deadlock or an error; null if nothing. */
export function locationOf(
  { properties, deadlock, error }: Leveled["exploration"],
  id: string,
): Location | null {
  if (id === "error") return error;
  if (id === "deadlock") return deadlock < 0 ? null : { state: deadlock, transition: null };
  const result = properties.find((property) => property.id === id);
  return result?.error ?? result?.violation ?? null;
}

/**
 * Everything in the level of what was found that is found just as soon: states that break the same law, steps
 * out of the level that do, deadlocks, errors.
 */
export function endsOf(
  { compiled, exploration }: Leveled,
  id: string,
  level: Int32Array,
  { at, transition }: { readonly at: number; readonly transition: number | null },
  successors: Successors,
): Ends {
  const size = level.length / compiled.layout.words;
  if (id === "deadlock")
    return { of: "states", places: deadlocksIn(compiled, level, at, successors) };
  if (id === "error") {
    const isError = (leaf: number) => compiled.transitions[leaf].error !== null;
    return {
      of: "transitions",
      from: transitionsIn(level, size, successors, (n) => {
        const { leaf } = successors.batch;
        return range(n).filter((i) => isError(leaf[i]));
      }),
    };
  }
  const property = compiled.properties.find((one) => one.id === id);
  const result = exploration.properties.find((one) => one.id === id);
  if (property === undefined || result === undefined) throw new Error(`nothing was asked of ${id}`);
  const isThrown = result.error !== null;
  if (transition === null)
    return { of: "states", places: statesIn(property, isThrown, level, size) };
  return { of: "transitions", from: stepsIn(property, isThrown, level, size, successors) };
}

function statesIn(
  { antecedent, holds }: CompiledProperty,
  isThrown: boolean,
  level: Int32Array,
  size: number,
): number[] {
  const ofHolds = holds.over === "states" ? holds : null;
  const finds = isThrown ? [antecedent.throws, ofHolds?.throws] : [ofHolds?.isFalse];
  const places = new Set<number>();
  for (const find of finds) {
    for (let at = find?.(level, 0, size) ?? -1; at >= 0; at = find?.(level, at + 1, size) ?? -1) {
      places.add(at);
    }
  }
  return [...places];
}

function stepsIn(
  { holds }: CompiledProperty,
  isThrown: boolean,
  level: Int32Array,
  size: number,
  successors: Successors,
): [number, number][] {
  if (holds.over !== "steps") return [];
  const find = isThrown ? holds.throws : holds.isFalse;
  const { states, parent, leaf } = successors.batch;
  const words = level.length / size;
  return transitionsIn(level, size, successors, (n) => {
    const found: number[] = [];
    for (let from = 0; from < n; from += 1) {
      const rest = [
        states.subarray(from * words),
        parent.subarray(from),
        leaf.subarray(from),
      ] as const;
      const at = find?.(level, ...rest, n - from, holds.relevant) ?? -1;
      if (at < 0) break;
      from += at;
      found.push(from);
    }
    return found.filter((i) => successors.leadsOn(leaf[i]));
  });
}

function transitionsIn(
  level: Int32Array,
  size: number,
  successors: Successors,
  pick: (n: number) => readonly number[],
): [number, number][] {
  const found: [number, number][] = [];
  const { parent, leaf } = successors.batch;
  successors.each(level, 0, size, (n) => {
    for (const i of pick(n)) found.push([parent[i], leaf[i]]);
  });
  return found;
}

/** Where passes have fused choices with first steps it takes more to see a deadlock: that which was found. */
function deadlocksIn(
  compiled: Compiled,
  level: Int32Array,
  at: number,
  successors: Successors,
): number[] {
  if (compiled.starts.length > 0) return [at];
  const { words } = compiled.layout;
  const size = level.length / words;
  const moves = new Uint8Array(size);
  successors.each(level, 0, size, (n) => {
    for (let i = 0; i < n; i += 1) moves[successors.batch.parent[i]] = 1;
  });
  return range(size).filter((one) => moves[one] === 0 && !isFinished(compiled, level, one * words));
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}
