import type { Row } from "../../checks/index.ts";
import { renderTrace } from "../renderTrace.ts";
import { unmetText } from "../unmetText.ts";
import { xml } from "../xml.ts";

/**
 * Rows as JUnit has them: a suite for each system, a case for each law. What a scenario expects passes, a
 * violation too, with its trace as output; what is incomplete is an error, as nothing is known of it.
 */
export function junitText(rows: readonly Row[]): string {
  const suites = new Map<string, Row[]>();
  for (const row of rows) {
    const name = suiteName(row);
    suites.set(name, [...(suites.get(name) ?? []), row]);
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ptecheck" ${countsOf(rows)} time="${timeOf([...suites.values()].map(([first]) => first))}">`,
    ...[...suites].flatMap(([name, of]) => suiteOf(name, of)),
    "</testsuites>",
  ].join("\n");
}

function suiteName({ scenario, kernel, mapping, proposal }: Row): string {
  return `${scenario}, Linux ${kernel}, ${mapping}${proposal === null ? "" : `, with ${proposal}`}`;
}

/** A search is one for all rows of its system. */
function timeOf(searches: readonly Row[]): string {
  return searches.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3);
}

function countsOf(rows: readonly Row[]): string {
  const errors = rows.filter(isError).length;
  const failures = rows.filter((row) => !row.met && !isError(row)).length;
  return `tests="${rows.length}" failures="${failures}" errors="${errors}"`;
}

function isError({ verdict }: Row): boolean {
  return verdict === "incomplete" || verdict === "error";
}

function suiteOf(name: string, rows: readonly Row[]): string[] {
  const [first] = rows;
  return [
    `  <testsuite name="${xml(name)}" ${countsOf(rows)} skipped="0" time="${timeOf([first])}">`,
    ...rows.flatMap((row) => caseOf(name, row)),
    "  </testsuite>",
  ];
}

function caseOf(suite: string, row: Row): string[] {
  const { property, verdict, met, trace } = row;
  const told = trace === null ? "" : xml(renderTrace(trace));
  const open = `    <testcase name="${xml(property)}" classname="${xml(suite)}"`;
  if (met) {
    return told === ""
      ? [`${open}/>`]
      : [`${open}>`, `      <system-out>${told}</system-out>`, "    </testcase>"];
  }
  const kind = isError(row) ? "error" : "failure";
  return [
    `${open}>`,
    `      <${kind} type="${verdict}" message="${xml(unmetText(row))}">${told}</${kind}>`,
    "    </testcase>",
  ];
}
