import { isChanged, type Result, type Row } from "../../checks/index.ts";
import { type Distinct, distinctTraces, systemsOf } from "../../render/index.ts";

/** The rows of results, in their order. */
export function rowsOf(results: readonly Result[]): readonly Row[] {
  return results.flatMap((result) => result.rows);
}

/** Those that are told: with a proposal what it changes, and what is wrong with it; the rest is counted. */
export function shownOf(rows: readonly Row[]): readonly Row[] {
  const told = rows.filter((row) => row.before === null || row.before !== row.verdict || !row.met);
  return [...told.filter(isChanged), ...told.filter((row) => !isChanged(row))];
}

/** The traces of what is told, and of what a proposal changes where no verdict does. */
export function tracesOf(rows: readonly Row[]): readonly Distinct[] {
  const apart = systemsOf(rows).flatMap((row) => row.apart ?? []);
  const told = shownOf(rows).flatMap((row) => [row, ...row.others.map((trace) => ({ trace }))]);
  return distinctTraces([...told, ...apart]);
}
