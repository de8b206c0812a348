import { findKernel } from "../../checks/index.ts";
import {
  defaultKernels,
  mainline,
  type Release,
  type Rule,
  type RuleName,
  readTrees,
  ruleNames,
  rules,
  sameRules,
} from "../../model/kernels/index.ts";
import { wrap } from "../../render/index.ts";
import { table } from "../../render/tables/index.ts";
import { print } from "../print.ts";

/** Prints the rules of all kernels, or what is known of those that are named. */
export function runKernels(names: readonly string[], { json }: { json?: boolean }): void {
  const named = names.map(findKernel);
  const kernels = named.length > 0 ? named : defaultKernels.map(findKernel);
  if (json) print(JSON.stringify(everything(kernels), null, 2));
  else if (named.length > 0) named.forEach(tell);
  else tellRules(kernels);
}

function everything(kernels: readonly Release[]) {
  return {
    oldest: mainline[0],
    newest: mainline.at(-1),
    readTrees,
    rules: ruleNames.map((id) => ({ id, ...rules[id], backports: rules[id].backports ?? [] })),
    kernels: kernels.map((kernel) => ({ ...kernel, same: sameRules(kernel.name) })),
  };
}

function tellRules(kernels: readonly Release[]): void {
  const names = kernels.map(({ name }) => name);
  print(
    table(
      ["rule", "since", "known", ...names],
      ruleNames.map((id) => [
        id,
        sinceText(rules[id]),
        rules[id].evidence,
        ...kernels.map((kernel) => (kernel.rules[id] ? "yes" : "no")),
      ]),
    ),
  );
  for (const id of ruleNames) {
    print("");
    tellRule(id);
  }
  print(`\n${wrap(closing(), "").join("\n")}`);
}

function tellRule(id: RuleName): void {
  const { meaning, commit, source, backports = [], limit } = rules[id];
  print(`${id}, since ${sinceText(rules[id])} (${commit})`);
  const lines = [
    `${meaning}.`,
    `In the kernel: ${source}`,
    ...backports.map(({ release, source: from }) => `Also since ${release}: ${from}`),
    ...(limit === undefined ? [] : [limit]),
  ];
  for (const line of lines) print(wrap(line, "  ").join("\n"));
}

function closing(): string {
  const [oldest] = mainline;
  return `Any release from ${oldest} to ${mainline.at(-1)} can be checked, and any of their stable releases. Known: the source was read, a mail has the change, or it is recalled. Stable releases that were read for backports: ${readTrees.join(", ")}. Of one kernel: npx ptecheck kernels 6.6`;
}

function tell(kernel: Release, at: number): void {
  if (at > 0) print("");
  const { name, caveat } = kernel;
  const [has, lacks] = [true, false].map((isIn) =>
    ruleNames.filter((id) => kernel.rules[id] === isIn),
  );
  const line = (text: string) => print(wrap(text, "  ").join("\n"));
  print(name);
  line(`has: ${has.map(ruleText).join(", ") || "none of the rules"}`);
  line(`lacks: ${lacks.map(ruleText).join(", ") || "none of the rules"}`);
  line(sameText(name));
  if (caveat !== null) line(`Not known: ${caveat}.`);
}

function ruleText(id: RuleName): string {
  return `${id} (${[sinceText(rules[id]), ...unread[rules[id].evidence]].join(", ")})`;
}

/** "5.8, gone in 5.9" of a rule that was taken back. */
function sinceText({ since, until }: Rule): string {
  return until === undefined ? since : `${since}, gone in ${until}`;
}

/** What is said of a rule whose source nobody has read. */
const unread: Readonly<Record<Rule["evidence"], readonly string[]>> = {
  read: [],
  mail: ["as a mail has it"],
  recalled: ["as recalled"],
};

function sameText(name: string): string {
  const same = sameRules(name);
  if (same === null) return "No mainline release has just these rules: some are backports.";
  const { from, to } = same;
  if (from === to) return `Of the mainline releases only ${from} has just these rules.`;
  return `From ${from} to ${to} nothing changes for this model.`;
}
