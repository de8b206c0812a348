import type { ToldProcedure, ToldStep } from "../checks/index.ts";
import { markdownTable } from "./markdownTable.ts";

/** docs/model.md: every step of the model, what it reads and writes, and how it may go on. */
export function modelPage(
  procedures: readonly ToldProcedure[],
  kernels: readonly string[],
  mappings: readonly string[],
): string {
  return [
    "# The model, step by step",
    "",
    "Made by `npm run docs` from what the compiler finds out of `model/operations/`; a test keeps it fresh.",
    "",
    "A thread that may do everything there is was unfolded on each mapping, without a search: a step is listed if its",
    "thread can come to it as far as its code goes. Reads and writes are those of the state on any path (`mm.pte.dirty`",
    "is that of some mm and address); locals are left out. Read is also what only decides whether to wait, or is copied.",
    `United over Linux ${kernels.join(", ")}. Where a branch has no words, these depend on what it did.`,
    "",
    "What the model leaves out, and what that costs: [model](../model/README.md#what-is-left-out-and-what-it-costs).",
    "What differs between releases: [kernels](kernels.md).",
    ...procedures.flatMap((procedure) => section(procedure, mappings)),
    "",
  ].join("\n");
}

function section(
  { name, source, mappings, steps }: ToldProcedure,
  all: readonly string[],
): string[] {
  return [
    "",
    `## ${name}`,
    "",
    `\`${source}\`${mappings.length === all.length ? "" : ` — on ${mappings.join(", ")}`}`,
    "",
    ...markdownTable(["step", "reads", "writes", "goes on"], steps.map(stepCells)),
  ];
}

function stepCells({ name, reads, writes, waits, branches }: ToldStep): string[] {
  const ways = branches.map(({ next, text }) => (text === null ? next : `${next}: ${text}`));
  return [
    name,
    fieldsText(reads),
    fieldsText(writes),
    [...(waits ? ["may have to wait"] : []), ...ways].join("<br>"),
  ];
}

/** "mm.pte: dirty, write; folio: dirty": fields of one owner together. */
function fieldsText(fields: readonly string[]): string {
  const owners = new Map<string, string[]>();
  for (const field of fields) {
    const at = field.lastIndexOf(".");
    const owner = field.slice(0, Math.max(at, 0));
    owners.set(owner, [...(owners.get(owner) ?? []), field.slice(at + 1)]);
  }
  return [...owners]
    .map(([owner, names]) => (owner === "" ? names.join(", ") : `${owner}: ${names.join(", ")}`))
    .join("; ");
}
