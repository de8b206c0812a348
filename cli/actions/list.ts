import { invariants } from "../../invariants/index.ts";
import { defaultKernels, mainline, ruleNames, rules, rulesOf } from "../../model/kernels/index.ts";
import { mappingNames, mappingOf } from "../../model/mappings/index.ts";
import { brokenVariants, proposals } from "../../model/proposals/index.ts";
import { switchesOf } from "../../model/Switches.ts";
import { table } from "../../render/tables/index.ts";
import { kernelsOf, scenarios } from "../../scenarios/index.ts";
import { print } from "../print.ts";

/** Prints everything that can be named. */
export function runList({ json }: { json?: boolean }): void {
  if (json) print(JSON.stringify(everything(), null, 2));
  else listAll();
}

function everything() {
  return {
    scenarios: scenarios.map((scenario) => {
      const { id, question, mappings, asks } = scenario;
      const kernels = defaultKernels.filter((kernel) =>
        mappings.some((mapping) => kernelsOf(scenario, mapping).includes(kernel)),
      );
      return { id, question, kernels, mappings, asks };
    }),
    kernels: defaultKernels,
    mappings: mappingNames,
    invariants: invariants.map(({ id, statement, mappings }) => ({ id, statement, mappings })),
    proposals: proposals.map(({ id, what }) => ({ id, what })),
    brokenVariants: brokenVariants.map(({ id, what }) => ({ id, what })),
  };
}

function listAll(): void {
  const section = (title: string, rows: readonly (readonly [string, string])[]) =>
    print(`${table([title, ""], rows)}\n`);
  section(
    "SCENARIOS",
    scenarios.map(({ id, question, isOpen }) => [
      id,
      isOpen ? `${question} (large: checked only if it is named)` : question,
    ]),
  );
  section("KERNELS", [
    ...defaultKernels.map((name, at): [string, string] => [
      name,
      rulesText(name, defaultKernels[at - 1]),
    ]),
    [
      "others",
      `any from ${mainline[0]} to ${mainline.at(-1)}, stable ones too: npx ptecheck kernels`,
    ],
  ]);
  section(
    "MAPPINGS",
    mappingNames.map((name) => [name, mappingOf(name, switchesOf("6.12")).what]),
  );
  section(
    "INVARIANTS",
    invariants.map(({ id, statement }) => [id, statement]),
  );
  section(
    "PROPOSALS",
    proposals.map(({ id, what }) => [id, what]),
  );
  print(
    table(
      ["BROKEN VARIANTS", ""],
      brokenVariants.map(({ id, what }) => [id, what]),
    ),
  );
}

/** The rules that it has, without those that the one before it has too. */
function rulesText(kernel: string, before: string | undefined): string {
  const has = ruleNames.filter((name) => rulesOf(kernel)[name]);
  if (before === undefined)
    return `${has.length} of ${ruleNames.length} rules: npx ptecheck kernels ${kernel}`;
  const isNew = has.filter((name) => !rulesOf(before)[name]);
  return `beside those of ${before}: ${isNew.map((name) => `${name} (${rules[name].since})`).join(", ")}`;
}
