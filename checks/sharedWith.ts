import { systemOf } from "../scenarios/index.ts";
import { judged } from "./judged.ts";
import { namesOf } from "./namesOf.ts";
import type { Result } from "./resultOf.ts";
import type { Subject } from "./Subject.ts";

/** A result with the fields of the kernel that its system asked for: no other can change it. */
export interface Known {
  readonly result: Result;
  readonly asked: ReadonlySet<string>;
}

/**
 * A known result under the name of this subject, if its system differs in nothing but in what nobody asks.
 * One with traces is not shared: a trace tells its kernel.
 */
export function sharedWith(known: readonly Known[], subject: Subject): Result | null {
  const found = known.find(({ result, asked }) => isSameSystem(result.subject, subject, asked));
  if (found === undefined || found.result.rows.some(({ trace }) => trace !== null)) return null;
  return renamed(found.result, subject);
}

function renamed(result: Result, subject: Subject): Result {
  const laws = new Set(subject.invariants.map(({ id }) => id));
  const rows = result.rows.map((row) => ({
    ...row,
    ...namesOf(subject),
    ...(laws.has(row.property) && judged(subject, row.property, row.verdict)),
  }));
  return { ...result, subject, rows };
}

function isSameSystem(one: Subject, other: Subject, asked: ReadonlySet<string>): boolean {
  if (one.scenario !== other.scenario || one.mapping !== other.mapping) return false;
  if (!areSame(one.proposal?.changes ?? [], other.proposal?.changes ?? [])) return false;
  if (!areSame(one.invariants, other.invariants)) return false;
  const [kernel, another] = [one, other].map(kernelOf);
  return [...asked].every((name) => isSameValue(kernel[name], another[name]));
}

function areSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at]);
}

function kernelOf({ scenario, kernel, mapping, proposal }: Subject): Record<string, unknown> {
  return systemOf(scenario, kernel, mapping, [], proposal).kernel as Record<string, unknown>;
}

/** Functions are the scenario's, which is the same. */
function isSameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
