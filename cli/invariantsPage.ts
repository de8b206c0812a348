import { type Invariant, invariants } from "../invariants/index.ts";
import { kernelNames } from "../model/kernels.ts";
import type { Row } from "./Row.ts";

/** docs/invariants.md: every law with what the scenarios say of it. */
export function invariantsPage(rows: readonly Row[]): string {
  const kernels = kernelNames.map((name) => `Linux ${name}`).join(" | ");
  return [
    "# Invariants",
    "",
    "Made by `npm run docs` from `invariants/` and the verdicts of a full check; a test keeps it fresh.",
    "A verdict is exhaustive within its scenario. Expected violations are findings, not faults: see the",
    "trace with `npx ptecheck check <scenario> --invariant <id>`.",
    ...invariants.flatMap((invariant) => section(invariant, rows, kernels)),
    "",
  ].join("\n");
}

function section(
  { id, statement, why, source, doesNotSay, mappings }: Invariant,
  rows: readonly Row[],
  kernels: string,
): string[] {
  return [
    "",
    `## ${id}`,
    "",
    `**${statement}**`,
    "",
    `- Why: ${why}`,
    `- In the kernel: \`${source}\``,
    `- What it does not say: ${doesNotSay}`,
    `- Mappings: ${mappings.join(", ")}`,
    "",
    `| scenario | mapping | ${kernels} |`,
    `| --- | --- | ${kernelNames.map(() => "---").join(" | ")} |`,
    ...tableLines(rows.filter(({ property }) => property === id)),
  ];
}

function tableLines(rows: readonly Row[]): string[] {
  const systems = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `| ${row.scenario} | ${row.mapping} |`;
    systems.set(key, [...(systems.get(key) ?? []), row]);
  }
  return [...systems].map(([key, same]) => {
    const verdicts = kernelNames.map(
      (name) => same.find(({ kernel }) => kernel === name)?.verdict ?? "–",
    );
    return `${key} ${verdicts.join(" | ")} |`;
  });
}
