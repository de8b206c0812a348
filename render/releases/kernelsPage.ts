import type { Matrix } from "../../checks/index.ts";
import { markdownTable } from "../markdownTable.ts";
import { flipTexts } from "./flipTexts.ts";
import { headOf, mergedKernels } from "./mergedKernels.ts";
import type { NamedText } from "./NamedText.ts";
import { violationTexts } from "./violationTexts.ts";

/** What is told of a rule. */
interface PageRule {
  readonly id: string;
  readonly meaning: string;
  readonly since: string;
  readonly until?: string;
  readonly commit: string;
  readonly source: string;
  readonly evidence: string;
  readonly backports?: readonly {
    readonly release: string;
    readonly source: string;
    readonly evidence: string;
  }[];
  readonly limit?: string;
}

/** A release, and which rules it has. */
interface PageRelease {
  readonly name: string;
  readonly rules: Readonly<Record<string, unknown>>;
}

/** docs/kernels.md: what differs between releases, and what every law says of those that matter. */
export function kernelsPage(
  rules: readonly PageRule[],
  releases: readonly PageRelease[],
  matrix: Matrix,
): string {
  return [
    "# Kernels",
    "",
    "Made by `npm run docs` from `model/kernels/` and the verdicts of `npx ptecheck matrix`; a test keeps it fresh.",
    "",
    "## What differs between releases",
    "",
    "A rule is false before its release and true since. Evidence: the source was `read`, a `mail` of the list has the",
    "change, or it is `recalled`. A column from one release to another stands for those of them that were named.",
    `Named are: ${releases.map(({ name }) => name).join(", ")}.`,
    "",
    ...rulesTable(rules, releases),
    ...rules.flatMap(ruleSection),
    "",
    "## What every law says",
    "",
    "Over all scenarios that ask it: violated if one violates it; – where none asks. A verdict is exhaustive within its",
    "scenario. Every change of a verdict is one of rules: set as the later kernel has them, they give the earlier one",
    "the later one's verdict, and no fewer of them do.",
    ...matrix.mappings.flatMap((mapping) => mappingSection(mapping, matrix)),
    "",
  ].join("\n");
}

function rulesTable(rules: readonly PageRule[], releases: readonly PageRelease[]): string[] {
  const names = releases.map(({ name }) => name);
  const cell = (at: number, id: string) => (releases[at].rules[id] === true ? "yes" : "");
  const columns = mergedKernels(names, (at) => rules.map(({ id }) => cell(at, id)).join());
  return markdownTable(
    ["rule", ...columns.map((column) => headOf(column, "–"))],
    rules.map(({ id }) => [
      `[${id}](#${id.toLowerCase()})`,
      ...columns.map(({ at }) => cell(at, id)),
    ]),
  );
}

function ruleSection(rule: PageRule): string[] {
  const { id, meaning, since, until, commit, source, evidence, backports = [], limit } = rule;
  const sentence = `${meaning[0].toUpperCase()}${meaning.slice(1)}.`;
  return [
    "",
    `### ${id}`,
    "",
    sentence,
    "",
    `- Since ${since}${until === undefined ? "" : `, gone in ${until}`}: commit \`${commit}\`, ${evidence}`,
    `- In the kernel: \`${source}\``,
    ...backports.map((one) => `- Also since ${one.release}: ${one.source}, ${one.evidence}`),
    ...(limit === undefined ? [] : [`- ${limit}`]),
  ];
}

function mappingSection(
  { mapping, laws }: Matrix["mappings"][number],
  { kernels, flips }: Matrix,
): string[] {
  const columns = mergedKernels(kernels, (at) => laws.map(({ verdicts }) => verdicts[at]).join());
  return [
    "",
    `### Mapping ${mapping}`,
    "",
    ...markdownTable(
      ["law", ...columns.map((column) => headOf(column, "–"))],
      laws.map(({ law, verdicts }) => [
        `[${law}](invariants.md#${law})`,
        ...columns.map(({ at }) => (verdicts[at] === "not asked" ? "–" : verdicts[at])),
      ]),
    ),
    ...list("Violated in:", violationTexts(laws, kernels)),
    ...list("Changed by:", flipTexts(flips.filter((flip) => flip.mapping === mapping))),
  ];
}

function list(title: string, texts: readonly NamedText[]): string[] {
  if (texts.length === 0) return [];
  return ["", title, "", ...texts.map(({ name, text }) => `- ${name}: ${text}`)];
}
