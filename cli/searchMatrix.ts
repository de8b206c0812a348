import {
  type Matrix,
  matrixOf,
  onlyAsked,
  type Result,
  type Subject,
  whyFlipped,
} from "../checks/index.ts";
import { checkWithProgress, clearStatus, showStatus } from "./progress.ts";

/** Searches what a matrix is made of, then what makes verdicts change. */
export function searchMatrix(selected: readonly Subject[]): { matrix: Matrix; results: Result[] } {
  const subjects = onlyAsked(selected);
  const results = [...checkWithProgress(subjects, { traces: false })];
  const matrix = matrixOf(results, (flipped) => {
    showStatus(() => `why ${flipped.law} flips on ${flipped.mapping}, ${flipped.to}`);
    return whyFlipped(flipped, subjects);
  });
  clearStatus();
  return { matrix, results };
}
