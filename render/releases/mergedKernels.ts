/** Neighbouring columns of a table that are the same: their kernels, and which cells they have. */
export interface Column {
  readonly kernels: readonly string[];
  /** Its place among the kernels: that of the first. */
  readonly at: number;
}

/** The kernels of a table, neighbours with the same text in one column; stable releases stand alone. */
export function mergedKernels(
  kernels: readonly string[],
  textOf: (at: number) => string,
): readonly Column[] {
  const columns: Column[] = [];
  for (const [at, name] of kernels.entries()) {
    const last = columns[columns.length - 1];
    const isSame = last !== undefined && textOf(last.at) === textOf(at);
    if (isSame && [last.kernels[0], name].every((one) => !isStable(one))) {
      columns[columns.length - 1] = { ...last, kernels: [...last.kernels, name] };
    } else columns.push({ kernels: [name], at });
  }
  return columns;
}

/** The head of a column: of several kernels the first and the last one, under each other. */
export function headOf({ kernels }: Column, between = "–\n"): string {
  const [first] = kernels;
  const last = kernels[kernels.length - 1];
  return first === last ? first : `${first}${between}${last}`;
}

/** As in 6.1.192; until 2.6 mainline releases had three numbers too. */
function isStable(name: string): boolean {
  return /^(?:2\.\d+|(?!2\.)\d+)\.\d+\.\d+$/.test(name);
}
