import type { Row, Verdict } from "./Row.ts";

/** Rows with a proposal, each with what it was without; ends of runs have a row on one side only. */
export function compared(rows: readonly Row[], without: readonly Row[]): Row[] {
  const gone = without.filter(({ property }) => !rows.some((row) => row.property === property));
  return [
    ...rows.map((row) => since(verdictIn(without, row.property), row)),
    ...gone.map((row) => since(row.verdict, absent(row, rows))),
  ];
}

/** Of an end of runs that was not found there is no row. */
function verdictIn(rows: readonly Row[], property: string): Verdict {
  const found = rows.find((row) => row.property === property);
  return found?.verdict ?? (rows[0].bound === null ? "never" : "incomplete");
}

/** The row of an end of runs that is not found with the proposal. */
function absent({ property, expected }: Row, rows: readonly Row[]): Row {
  const verdict = verdictIn(rows, property);
  return {
    ...rows[0],
    property,
    verdict,
    expected,
    met: verdict === expected,
    trace: null,
    others: [],
  };
}

function since(before: Verdict, row: Row): Row {
  return { ...row, before, met: before === "incomplete" ? row.met : isNoWorse(before, row) };
}

/** What it was decides; what shows nothing is met by nothing. */
function isNoWorse(before: Verdict, { verdict, expected }: Row): boolean {
  switch (verdict) {
    case "vacuous":
    case "incomplete":
    case "error":
      return false;
    case "holds":
      return true;
    case "violated":
    case "deadlock":
      return verdict === before;
    case "reached":
    case "never":
      return verdict === before || verdict === expected;
  }
}
