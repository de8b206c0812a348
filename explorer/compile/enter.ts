import { type AnyProcedure, LanguageError } from "../../model/language/index.ts";
import type { Activation } from "./Activation.ts";

/** Enters a procedure: its parameters are given, its locals have no value. */
export function enterWith(
  activation: Activation,
  args: Readonly<Record<string, unknown>>,
  who: string,
) {
  const names = Object.keys(activation.procedure.params);
  const given = Object.keys(args);
  if (names.length !== given.length || !names.every((name) => Object.hasOwn(args, name))) {
    throw new LanguageError(
      "argument",
      `${who} was given ${given.join(", ") || "nothing"}, but takes ${names.join(", ") || "nothing"}`,
      "Give each parameter of the procedure a value, and nothing else.",
    );
  }
  clear(activation);
  for (const [name, value] of Object.entries(args)) activation.local.set(name, value);
}

/** Locals end with their procedure, so that no dead value multiplies states. */
export function clear({ local }: Activation): void {
  for (const slot of local.cells) local.store.write(slot, 0);
}

/** Refuses a call whose results name what caller or callee does not have. */
export function assertResults(
  caller: AnyProcedure,
  callee: AnyProcedure,
  results: readonly (readonly [string, string])[],
): void {
  const has = ({ params, locals }: AnyProcedure, name: string) =>
    Object.hasOwn(params, name) || Object.hasOwn(locals, name);
  const refuse = (procedure: AnyProcedure, name: string) => {
    throw new LanguageError(
      "argument",
      `${procedure.name} has no parameter or local ${JSON.stringify(name)}, which a call of ${callee.name} names as a result`,
      "Results are written { the caller's local: the callee's local }.",
    );
  };
  for (const [mine, theirs] of results) {
    if (!has(caller, mine)) refuse(caller, mine);
    if (!has(callee, theirs)) refuse(callee, theirs);
  }
}
