import { type AnyProcedure, type Call, LanguageError } from "../../model/language/index.ts";
import { accept } from "./accept.ts";
import type { Frame } from "./RunState.ts";
import { unsetAll } from "./rest.ts";
import type { World } from "./World.ts";

type Arguments = Readonly<Record<string, unknown>>;

/**
 * A procedure at its first step, its parameters assigned, its locals unset. Other arguments than
 * parameters are refused ("argument"); errors of the values count if reached.
 */
export function enter(world: World, actor: string, entered: AnyProcedure, args: Arguments): Frame {
  const procedure = world.entered(entered);
  const { name, params, steps } = procedure;
  const wanted = Object.keys(params);
  const given = Object.keys(args);
  if (given.length !== wanted.length || !wanted.every((param) => given.includes(param))) {
    throw new LanguageError(
      "argument",
      `${name} was given (${given.join(", ")}), but has the parameters (${wanted.join(", ")})`,
      "Give each parameter, and nothing else.",
    );
  }
  const locals = unsetAll(world.localsOf(procedure).fields, world.system.sizes);
  for (const param of wanted) {
    const path = () => `${actor}.${name}.${param}`;
    locals[param] = accept(args[param], params[param], world.system, path);
  }
  return { procedure, step: Object.keys(steps)[0], results: {}, locals };
}

/**
 * The stack after a call by its innermost procedure. A call that does not fit the two procedures is
 * refused ("label", "argument"), and so is one of a procedure that is in the stack ("recursion").
 */
export function enterCall(
  world: World,
  actor: string,
  stack: readonly Frame[],
  { procedure, args, then, results }: Call<string>,
): Frame[] {
  const callers = stack.slice(0, -1);
  const caller = stack[stack.length - 1];
  if (then !== "done" && !Object.hasOwn(caller.procedure.steps, then)) {
    throw noSuchStep(caller.procedure, then);
  }
  const callee = world.entered(procedure);
  if (stack.some((frame) => frame.procedure.name === callee.name)) {
    throw new LanguageError(
      "recursion",
      `${callee.name} is called while it runs`,
      "Write the repetition as steps that go back to an earlier one.",
    );
  }
  for (const [mine, theirs] of Object.entries(results)) {
    assertLocal(world, caller.procedure, mine);
    assertLocal(world, callee, theirs);
  }
  return [...callers, { ...caller, step: then, results }, enter(world, actor, procedure, args)];
}

/** The refusal of a step that a procedure does not have. */
export function noSuchStep({ name, steps }: AnyProcedure, step: unknown): LanguageError {
  return new LanguageError(
    "label",
    `${name}: ${step === undefined ? "a step returned nothing" : `there is no step ${JSON.stringify(step)}`}`,
    `Name one of ${Object.keys(steps).join(", ")}.`,
  );
}

function assertLocal(world: World, procedure: AnyProcedure, local: unknown): void {
  const { fields } = world.localsOf(procedure);
  if (typeof local === "string" && Object.hasOwn(fields, local)) return;
  throw new LanguageError(
    "argument",
    `a call's results name ${String(local)}, which ${procedure.name} does not have`,
    `Name one of ${Object.keys(fields).join(", ")}.`,
  );
}
