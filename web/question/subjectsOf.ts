import { type Subject, select } from "../../checks/index.ts";
import { editedProposal } from "../edit/index.ts";
import { texts } from "../texts.ts";
import type { Question } from "./Question.ts";
import { scenarioOf } from "./scenarioOf.ts";

/** What a question asks to be checked, on these kernels. @throws {UsageError} It asks for what there is not. */
export function subjectsOf(question: Question, kernels: readonly string[]): Subject[] {
  const { mapping, proposals, edits, threads, scenario, asks } = question;
  return select({
    scenarios: [threads === null ? scenario : scenarioOf(question)],
    kernels,
    mappings: [mapping],
    invariants: asks,
    proposal: [...proposals, ...(edits.length === 0 ? [] : [editedProposal(edits, texts)])],
  });
}
