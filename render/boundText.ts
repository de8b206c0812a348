import type { Row } from "../checks/index.ts";

/** Why a search is not complete, in words. */
export function boundText(bound: Row["bound"]): string {
  if (bound === "error") return "nothing is known of what comes after the error";
  if (bound === "scope") return "a step wants more than the scope has";
  if (bound === "interrupted") return "interrupted";
  return `stopped at the bound on ${bound}`;
}
