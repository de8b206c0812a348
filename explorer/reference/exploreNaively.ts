import type { Codes, Compiled } from "../compile/index.ts";
import { Reference } from "./Reference.ts";

/** Breadth-first search on the reference, with a set of strings: the oracle for the fast one. */
export function exploreNaively(compiled: Compiled): {
  states: number;
  transitions: number;
  depth: number;
} {
  const reference = new Reference(compiled);
  const known = new Set([String(reference.initial)]);
  let level: Codes[] = [reference.initial];
  let transitions = 0;
  let depth = -1;
  for (; level.length > 0; depth += 1) {
    const next: Codes[] = [];
    for (const codes of level) {
      for (const { after } of reference.successors(codes)) {
        transitions += 1;
        const key = String(after);
        if (known.has(key)) continue;
        known.add(key);
        next.push(after);
      }
    }
    level = next;
  }
  return { states: known.size, transitions, depth };
}
