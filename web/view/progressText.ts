import type { Said } from "../worker/index.ts";

/** How far a search is. */
export function progressText({ states, depth }: Extract<Said, { kind: "progress" }>): string {
  return `${states.toLocaleString("en")} states, depth ${depth}`;
}

/** What came of a search that somebody ended. */
export const cancelled = "The search was cancelled: nothing is known.";
