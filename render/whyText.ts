import type { Why } from "../checks/index.ts";
import { count } from "./count.ts";
import { stepsText } from "./stepsText.ts";

type Nearest = Why["nearest"][number];

/** What came of looking for a state, in a sentence. */
export function whyText(why: Why): string {
  const { scenario, kernel, mapping, proposal, state, after, verdict, states } = why;
  const name = `${scenario}, Linux ${kernel}, ${mapping}${proposal === null ? "" : `, with ${proposal}`}`;
  const system = after === 0 ? name : `${name}, after ${stepsText(after)}`;
  if (verdict === "reached") return `Reached (${system}): ${state}`;
  if (verdict === "incomplete") {
    return `Not known (${system}): ${state}. None of the ${count(states)} states before the bound is so.`;
  }
  return `Never (${system}): none of its ${count(states)} reachable states has ${state}.`;
}

/** What the states that come nearest have, and what stops them. */
export function nearestText({ parts }: Why, { lacks, trace }: Nearest): string {
  const many = parts.length - lacks.length;
  const line = `Nearest: ${many} of ${parts.length} together; every state that has these lacks ${lacks.join(" and ")}.`;
  return `${line} ${trace.steps.length === 0 ? "It is so at first." : "The shortest run to one:"}`;
}
