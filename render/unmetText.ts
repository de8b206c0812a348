import type { Row } from "../checks/index.ts";
import { boundText } from "./boundText.ts";

/** What a row is, and what it should be. */
export function unmetText({ verdict, expected, before, bound }: Row): string {
  const should = before === null ? `expected ${expected}` : `before ${before}`;
  const why = verdict === "incomplete" && bound !== null ? `: ${boundText(bound)}` : "";
  return `${verdict}, ${should}${why}`;
}
