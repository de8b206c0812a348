import { type AnyProcedure, blocked, type Call, indexOf } from "../../model/language/index.ts";
import type { MappingName } from "../../model/mappings/index.ts";
import { Actor, Cpu, parent, type State } from "../../model/state/index.ts";
import { plainKernel } from "./plainKernel.ts";
import { plainState } from "./plainState.ts";

// Single steps, asked of states made by hand: what comes next, and what is another in the state. A step is a plain
// function, so plain objects will do. The parent (mm 0) runs.

/** Makes something so. */
export type Make = (s: State) => void;

/** A step, and where it is taken. */
export interface Asked {
  readonly what: string;
  readonly of: readonly [procedure: AnyProcedure, step: string];
  readonly mapping: MappingName;
  readonly kernel: string;
  readonly makes: readonly Make[];
  readonly local: object;
}

/** A row in one line. */
export function asked(
  what: string,
  of: Asked["of"],
  [mapping, kernel]: readonly [MappingName, string],
  makes: readonly Make[],
  local: object = {},
): Asked {
  return { what, of, mapping, kernel, makes, local };
}

/** What is asked, and what the model does: the next step, and each value that is another one now. */
export function stepTold(step: Asked): string {
  return `${step.what} (${step.mapping}, ${step.kernel}): ${takenAlone(step)}`;
}

function takenAlone({ of: [procedure, step], mapping, kernel, makes, local }: Asked): string {
  const s = plainState();
  for (const make of makes) make(s);
  const self = { id: indexOf(Actor, 0), mm: parent, cpu: indexOf(Cpu, 0), program: [] };
  const locals = structuredClone(local);
  const before = flat({ ...s, local: locals });
  const choose = <T>(options: readonly T[]): T =>
    options.find((one) => one === "walk") ?? options[0];
  const context = { s, self, kernel: plainKernel(kernel, {}, mapping), local: locals, choose };
  const changed = () =>
    Object.entries(flat({ ...s, local: locals })).flatMap(([path, value]) =>
      before[path] === value ? [] : [`${path} ${value}`],
    );
  try {
    const next = (procedure.steps[step] as (at: unknown) => string | Call<string>)(context);
    return [nextTold(next), ...changed()].join(", ");
  } catch (signal) {
    if (signal === blocked) return "waits";
    throw signal;
  }
}

/** A step, or what is called, with what is true, and the step after that. */
function nextTold(next: string | Call<string>): string {
  if (typeof next === "string") return next;
  if (!("args" in next)) return "out of scope";
  const words = Object.entries(next.args).flatMap(([name, value]) =>
    value === true ? [name] : [],
  );
  return `${next.procedure.name}(${words.join(", ")}), then ${next.then}`;
}

/** All values by their paths. */
function flat(value: unknown, path = ""): Record<string, unknown> {
  if (typeof value !== "object" || value === null) return { [path]: value };
  const parts = Object.entries(value).map(([name, part]) =>
    flat(part, path === "" ? name : `${path}.${name}`),
  );
  return Object.assign({}, ...parts);
}
