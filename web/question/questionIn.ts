import {
  findInvariant,
  findKernel,
  findProposal,
  findScenario,
  UsageError,
} from "../../checks/index.ts";
import { defaultKernels } from "../../model/kernels/index.ts";
import { type MappingName, mappingNames } from "../../model/mappings/index.ts";
import { operationNames } from "../../model/state/index.ts";
import { kernelsOf, type Scenario, type Thread } from "../../scenarios/index.ts";
import type { NamedMove } from "../../walk/index.ts";
import { type Edit, procedureNamed } from "../edit/index.ts";
import type { Question } from "./Question.ts";

/** What the page shows where nobody asks for something else. */
const first = "zap-race";

/**
 * The question in the fragment of a link; what is missing is taken from the scenario.
 *
 * @throws {UsageError} It names what there is not.
 */
export function questionIn(hash: string): Question {
  const fields = fieldsIn(hash.replace(/^#/, ""));
  const scenario = findScenario(fields.get("scenario") ?? first);
  const mapping = mappingIn(fields.get("mapping"), scenario);
  const threads = fields.get("threads");
  const at = fields.get("at");
  return {
    scenario: scenario.id,
    mapping,
    kernel: kernelIn(fields.get("kernel"), scenario, mapping),
    proposals: parts(fields.get("proposal"), ",").map((id) => findProposal(id).id),
    edits: editsIn(fields.get("edits") ?? "[]"),
    asks: parts(fields.get("invariant"), ",").map((id) => findInvariant(id).id),
    threads: threads === undefined ? null : parts(threads, ";").map(threadIn),
    law: fields.get("law") ?? null,
    at: at === undefined ? null : count(at, "at"),
    moves: fields.has("run") ? parts(fields.get("run"), ";").map(moveIn) : null,
    state: fields.get("state") ?? null,
  };
}

/** The kernel on which a scenario is looked at first: 6.1, or the first of those that it speaks of. */
export function kernelFor(scenario: Scenario, mapping: MappingName): string {
  const kernels = kernelsOf(scenario, mapping);
  return kernels.find((name) => name === "6.1") ?? kernels[0] ?? defaultKernels[0];
}

function fieldsIn(text: string): ReadonlyMap<string, string> {
  const fields = text.split("&").filter((field) => field !== "");
  return new Map(
    fields.map((field) => {
      const [name, ...value] = field.split("=");
      return [name, decoded(value.join("="))];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UsageError(`the link has ${JSON.stringify(text)}`, "Copy the link once more.");
  }
}

function mappingIn(name: string | undefined, { id, mappings }: Scenario): MappingName {
  if (name === undefined) return mappings[0];
  const found = mappingNames.find((one) => one === name);
  if (found !== undefined && mappings.includes(found)) return found;
  throw new UsageError(`${id} has no mapping ${name}`, `It has: ${mappings.join(", ")}.`);
}

function kernelIn(name: string | undefined, scenario: Scenario, mapping: MappingName): string {
  if (name === undefined) return kernelFor(scenario, mapping);
  const kernel = findKernel(name).name;
  if (kernelsOf(scenario, mapping, [kernel]).length > 0) return kernel;
  throw new UsageError(
    `on Linux ${kernel} there is no ${scenario.id} with ${mapping}`,
    "Choose a later kernel.",
  );
}

function parts(text: string | undefined, between: string): string[] {
  return text === undefined || text === "" ? [] : text.split(between);
}

function count(text: string, field: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new UsageError(`the link has ${field}=${text}`, "It is a number.");
}

function threadIn(text: string): Thread {
  const [name, mm, cpu, program = ""] = text.split(":");
  const operations = program.split("+").filter((one) => one !== "");
  const known = operations.flatMap((one) => operationNames.find((other) => other === one) ?? []);
  if ((mm === "parent" || mm === "child") && known.length === operations.length) {
    return { name, mm, cpu: count(cpu, "threads"), program: known };
  }
  throw new UsageError(
    `the link has a thread ${JSON.stringify(text)}`,
    "A thread is its name, parent or child, its CPU, and its operations with + between.",
  );
}

function editsIn(text: string): Edit[] {
  const edits = parsed(text);
  if (Array.isArray(edits) && edits.every(isEdit)) {
    for (const [place] of edits) procedureNamed(place.split(".")[0]);
    return edits.map(([place, written]) => ({ place, text: written }));
  }
  throw new UsageError(
    `the link has edits=${text.slice(0, 40)}`,
    'They are pairs of a step and its text, as in [["zap_pte_range.set_page_dirty", "() => …"]].',
  );
}

function isEdit(value: unknown): value is [place: string, text: string] {
  const isPair = Array.isArray(value) && value.length === 2;
  return isPair && value.every((one) => typeof one === "string") && /^\w+\.\w+$/.test(value[0]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function moveIn(text: string): NamedMove {
  const [actor, place = "", ...chosen] = text.split(":");
  return { actor, place, chosen };
}
