import type { Compiled } from "../explorer/compile/index.ts";
import { Choices } from "./Choices.ts";
import type { Model } from "./Model.ts";
import { Questions } from "./Questions.ts";
import { Writing } from "./Writing.ts";

/** The trees of a compiled system as rules: a state for each of its states, a rule for each transition. */
export function modelOf(compiled: Compiled): Model {
  const writing = new Writing(compiled);
  const rules = compiled.steps.flatMap((step) => new Choices(writing, step).rules());
  const questions = new Questions(writing).all();
  return {
    name: compiled.program.system.name,
    variables: writing.variables.list,
    definitions: writing.conditions.definitions,
    rules,
    questions,
  };
}
