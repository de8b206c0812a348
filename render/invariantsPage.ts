import type { Row } from "../checks/index.ts";

/** What is told of a law. */
interface Law {
  readonly id: string;
  readonly statement: string;
  readonly why: string;
  readonly source: string;
  readonly doesNotSay: string;
  readonly mappings: readonly string[];
}

/** docs/invariants.md: every law with what the scenarios say of it, a column for each kernel. */
export function invariantsPage(
  laws: readonly Law[],
  kernels: readonly string[],
  rows: readonly Row[],
): string {
  return [
    "# Invariants",
    "",
    "Made by `npm run docs` from `invariants/` and the verdicts of a full check; a test keeps it fresh.",
    "A verdict is exhaustive within its scenario. Expected violations are findings, not faults: see the",
    "trace with `npx ptecheck check <scenario> --invariant <id>`.",
    ...laws.flatMap((law) => section(law, rows, kernels)),
    "",
  ].join("\n");
}

function section(
  { id, statement, why, source, doesNotSay, mappings }: Law,
  rows: readonly Row[],
  kernels: readonly string[],
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
    `| scenario | mapping | ${kernels.map((name) => `Linux ${name}`).join(" | ")} |`,
    `| --- | --- | ${kernels.map(() => "---").join(" | ")} |`,
    ...tableLines(
      rows.filter(({ property }) => property === id),
      kernels,
    ),
  ];
}

function tableLines(rows: readonly Row[], kernels: readonly string[]): string[] {
  const systems = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `| ${row.scenario} | ${row.mapping} |`;
    systems.set(key, [...(systems.get(key) ?? []), row]);
  }
  return [...systems].map(([key, same]) => {
    const verdicts = kernels.map(
      (name) => same.find(({ kernel }) => kernel === name)?.verdict ?? "–",
    );
    return `${key} ${verdicts.join(" | ")} |`;
  });
}
