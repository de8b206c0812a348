import type { Trace, TraceStep, Value } from "../../counterexamples/index.ts";
import { statesOf } from "../statesOf.ts";

// Apalache's Informal Trace Format: https://apalache-mc.org/docs/adr/015adr-trace.html

type Itf = string | boolean | { readonly [field: string]: unknown };

/** A trace in the Informal Trace Format: what memory holds, state by state; who moved is in the states' #meta. */
export function itfText(trace: Trace): string {
  const { scenario, kernel, mapping, property, end, statement, command, version, steps } = trace;
  const states = statesOf(trace);
  const nullable = new Set(
    states.flat().flatMap(({ path, value }) => (value === null ? [JSON.stringify(path)] : [])),
  );
  const vars = [...new Set(trace.initial.map(({ path: [field] }) => field))];
  const told = states.map((entries, index) => {
    const fields: Record<string, unknown> = { "#meta": { index, ...stepMeta(steps[index - 1]) } };
    for (const { path, value } of entries) {
      put(fields, path, itfOf(value, nullable.has(JSON.stringify(path))));
    }
    return fields;
  });
  const meta = {
    format: "ITF",
    "format-description": "https://apalache-mc.org/docs/adr/015adr-trace.html",
    source: `${scenario}, Linux ${kernel}, ${mapping}`,
    description: `${property}: ${end}. ${statement}`,
    command,
    version: `ptecheck ${version}`,
  };
  return JSON.stringify({ "#meta": meta, params: [], vars, states: told }, null, 2);
}

/** Of the step that led to a state; the first one has none. */
function stepMeta(step: TraceStep | undefined): object {
  if (step === undefined) return {};
  const { actor, procedure, step: name, says } = step;
  return { actor, step: `${procedure}.${name}`, ...(says !== null && { says }) };
}

function put(fields: Record<string, unknown>, path: readonly string[], value: Itf): void {
  const [name, ...inner] = path;
  if (inner.length === 0) {
    fields[name] = value;
    return;
  }
  fields[name] ??= {};
  put(fields[name] as Record<string, unknown>, inner, value);
}

/** What is ever null is an option, what has a kind a variant: a path has one type in all states. */
function itfOf(value: Value, isOption: boolean): Itf {
  if (value === null) return variant("None", {});
  if (isOption) return variant("Some", itfOf(value, false));
  if (typeof value === "number") return { "#bigint": String(value) };
  if (typeof value !== "object") return value;
  const { kind, ...rest } = value;
  if (typeof kind !== "string") return itfFields(value);
  return variant(kind, itfFields(rest));
}

function itfFields(fields: { readonly [field: string]: Value }): Itf {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, itfOf(value, false)]),
  );
}

function variant(tag: string, value: Itf): Itf {
  const isEmpty = typeof value === "object" && Object.keys(value).length === 0;
  return { tag, value: isEmpty ? { "#tup": [] } : value };
}
