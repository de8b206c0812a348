import { type Matrix, matrixOf, onlyAsked, whyFlipped } from "../../checks/index.ts";
import { keyKernels } from "../../model/kernels/index.ts";
import { matrixText } from "../../render/releases/index.ts";
import { exitCodes } from "../exitCodes.ts";
import { print, printColoured } from "../print.ts";
import { checkWithProgress, clearStatus, showStatus } from "../progress.ts";
import type { SelectionOptions } from "../selectionOptions.ts";
import { selectWith } from "../selectWith.ts";

/** What the user of the command may set. */
export interface MatrixCommandOptions extends Omit<SelectionOptions, "proposal"> {
  readonly json?: boolean;
}

/** Prints what every law says of every kernel, mapping by mapping, and which rules change that. */
export async function runMatrix({ json, ...selection }: MatrixCommandOptions): Promise<void> {
  const matrix = await searchMatrix(selection);
  if (json) print(JSON.stringify(matrix, null, 2));
  else printColoured(matrixText(matrix));
  process.exitCode = exitCodeOfMatrix(matrix);
}

/** Searches what a matrix is made of; the kernels that matter if none are named. */
async function searchMatrix({
  kernel = [...keyKernels],
  ...options
}: Omit<MatrixCommandOptions, "json">): Promise<Matrix> {
  const subjects = onlyAsked(await selectWith([], { kernel, ...options }));
  const results = [...checkWithProgress(subjects, { traces: false })];
  const matrix = matrixOf(results, (flipped) => {
    showStatus(() => `why ${flipped.law} flips on ${flipped.mapping}, ${flipped.to}`);
    return whyFlipped(flipped, subjects);
  });
  clearStatus();
  return matrix;
}

function exitCodeOfMatrix({ flips, unmet }: Matrix): number {
  const isOpen = ({ verdict }: Matrix["unmet"][number]) => verdict === "incomplete";
  const isWrong = unmet.some((one) => !isOpen(one)) || flips.some(({ by }) => by.sets.length === 0);
  if (isWrong) return exitCodes.unmet;
  return unmet.some(isOpen) ? exitCodes.incomplete : exitCodes.met;
}
