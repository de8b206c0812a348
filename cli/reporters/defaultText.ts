import type { Row } from "../../checks/index.ts";
import {
  apartText,
  boundText,
  evidenceText,
  type renderLanes,
  type renderTrace,
  retriesText,
  systemsOf,
  unchangedText,
  unusedText,
  vacuousText,
  verboseText,
} from "../../render/index.ts";
import { costTable, resultTable } from "../../render/tables/index.ts";
import { visible } from "../visible.ts";
import type { Report } from "./Reporter.ts";
import { rowsOf, shownOf } from "./shownOf.ts";

/** What a terminal shows: the verdicts in a table, what is to be known of them, then every trace. */
export function defaultText(report: Report, draw: typeof renderTrace | typeof renderLanes): string {
  const { results, traces, options } = report;
  const rows = rowsOf(results);
  const shown = shownOf(rows);
  // Tables have colours of our own, and nothing in them but names.
  const tables = shown.length > 0 ? [resultTable(shown)] : [];
  const parts = [
    ...aboutRows(rows, shown),
    ...traces.map(({ trace, ...more }) => `\n${draw(trace, { ...options, ...more })}`),
    ...(options.evidence ? results.map((result) => `\n${evidenceText(result)}`) : []),
    ...(options.verbose ? results.map((result) => `\n${verboseText(result)}`) : []),
    ...closing(rows),
  ];
  return [...tables, ...parts.map(visible)].join("\n");
}

/** What stands below the table of verdicts, and above the traces. */
function aboutRows(rows: readonly Row[], shown: readonly Row[]): string[] {
  const rest = rows.filter((row) => !shown.includes(row));
  const vacuous = vacuousText(shown);
  const unused = unusedText(rows);
  const retries = retriesText(rows);
  const apart = systemsOf(rows).some((row) => row.apart !== null);
  return [
    ...(rest.length > 0 ? [unchangedText(rest)] : []),
    ...(vacuous === "" ? [] : [vacuous]),
    ...systemsOf(rows).flatMap(({ bound, scenario, kernel, mapping }) =>
      bound === null
        ? []
        : [`\n${scenario}, ${kernel}, ${mapping}: ${boundText(bound)}; nothing holds yet.`],
    ),
    ...(unused === "" ? [] : [`\n${unused}`]),
    ...(rows.some(({ costs }) => costs !== null)
      ? ["\nIn one run, each thread's operations in their order, then writeback:", costTable(rows)]
      : []),
    ...(retries === "" ? [] : [`\n${retries}`]),
    ...(apart ? [`\n${apartText(rows)}`] : []),
  ];
}

function closing(rows: readonly Row[]): string[] {
  const isExpected = rows.every(({ verdict, expected }) => verdict === expected);
  const isTold = isExpected && rows.some(({ verdict }) => verdict === "violated");
  return isTold ? ["\nEvery verdict is the expected one."] : [];
}
