import type { Matrix } from "../../checks/index.ts";
import { keyKernels } from "../../model/kernels/index.ts";
import { matrixJson, matrixText } from "../../render/releases/index.ts";
import { exitCodes } from "../exitCodes.ts";
import { print, printColoured } from "../print.ts";
import { searchMatrix } from "../searchMatrix.ts";
import type { SelectionOptions } from "../selectionOptions.ts";
import { selectWith } from "../selectWith.ts";
import { type Asked, withWorkers } from "../workers/index.ts";

/** What the user of the command may set. */
export interface MatrixCommandOptions extends Omit<SelectionOptions, "proposal"> {
  readonly json?: boolean;
  readonly workers?: Asked;
}

/** Prints what every law says of every kernel, mapping by mapping, and which rules change that. */
export async function runMatrix({
  json,
  workers: asked,
  kernel = [...keyKernels],
  ...options
}: MatrixCommandOptions): Promise<void> {
  const subjects = await selectWith([], { kernel, ...options });
  const { matrix } = await withWorkers(asked, (workers) => searchMatrix(subjects, workers));
  if (json) print(matrixJson(matrix));
  else printColoured(matrixText(matrix));
  process.exitCode = exitCodeOfMatrix(matrix);
}

function exitCodeOfMatrix({ flips, unmet }: Matrix): number {
  const isOpen = ({ verdict }: Matrix["unmet"][number]) => verdict === "incomplete";
  const isWrong = unmet.some((one) => !isOpen(one)) || flips.some(({ by }) => by.sets.length === 0);
  if (isWrong) return exitCodes.unmet;
  return unmet.some(isOpen) ? exitCodes.incomplete : exitCodes.met;
}
