import { invariants } from "../../invariants/index.ts";
import { kernelNames, releases, switchesOf } from "../../model/kernels.ts";
import { mappingNames, mappingOf } from "../../model/mappings.ts";
import { brokenVariants, proposals } from "../../model/proposals/index.ts";
import { table } from "../../render/tables/index.ts";
import { scenarios } from "../../scenarios/index.ts";
import { print } from "../print.ts";

/** Prints everything that can be named. */
export function runList({ json }: { json?: boolean }): void {
  if (json) print(JSON.stringify(everything(), null, 2));
  else listAll();
}

function everything() {
  return {
    scenarios: scenarios.map(({ id, question, kernels, mappings, asks }) => ({
      id,
      question,
      kernels,
      mappings,
      asks,
    })),
    kernels: kernelNames,
    switches: releases,
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
    scenarios.map(({ id, question }) => [id, question]),
  );
  section(
    "KERNELS",
    kernelNames.map((name) => [name, switchText(name)]),
  );
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

function switchText(kernel: (typeof kernelNames)[number]): string {
  const switches = switchesOf(kernel);
  const on = releases.filter((release) => switches[release.switch]);
  return (
    on.map(({ switch: name, since }) => `${name} (${since})`).join(", ") ||
    "none of the changes that later kernels have"
  );
}
