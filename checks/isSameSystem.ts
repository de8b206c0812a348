import { systemOf } from "../scenarios/index.ts";
import type { Subject } from "./Subject.ts";

/** Do two subjects differ in nothing but in what nobody asks, neither as they are nor without the proposal? */
export function isSameSystem(one: Subject, other: Subject, asked: ReadonlySet<string>): boolean {
  if (one.scenario !== other.scenario || one.mapping !== other.mapping) return false;
  if (!areSame(one.proposal?.changes ?? [], other.proposal?.changes ?? [])) return false;
  if (!areSame(one.invariants, other.invariants)) return false;
  const [today, also] = [one, other].map((subject) => ({ ...subject, proposal: null }));
  return agree(one, other, asked) && agree(today, also, asked);
}

/** Do the kernels of two subjects answer alike to all that is asked? */
export function agree(one: Subject, other: Subject, asked: ReadonlySet<string>): boolean {
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
