import type { Matrix } from "../../checks/index.ts";

/** A matrix as JSON, a list of names a line: so that two of them can be compared line by line. */
export function matrixJson(matrix: Matrix): string {
  const lists = /\[\s+("[^"]*"(?:,\s+"[^"]*")*)\s+\]/g;
  return JSON.stringify(matrix, null, 2).replaceAll(lists, (_, names: string) => {
    return `[${names.replaceAll(/\s+(?=")/g, " ")}]`;
  });
}
