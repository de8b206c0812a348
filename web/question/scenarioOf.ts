import { findScenario } from "../../checks/index.ts";
import type { Operation } from "../../model/state/index.ts";
import type { Scenario } from "../../scenarios/index.ts";
import type { Question } from "./Question.ts";

const takers: readonly Operation[] = [
  "vmsplice",
  "pin_read",
  "pin_read_short",
  "pin_write",
  "pin_write_fast",
  "proc_mem_write",
];

/**
 * The scenario of a question. With threads of one's own it is another one: nothing is expected of it, and it
 * has the name of a file that one would write for the command line.
 */
export function scenarioOf({ scenario, threads }: Question): Scenario {
  const known = findScenario(scenario);
  if (threads === null) return known;
  const id = `my-${known.id}`;
  const { references = 0 } = known;
  const isTaking = threads.some(({ program }) => program.some((one) => takers.includes(one)));
  return {
    ...known,
    id,
    file: `./${id}.ts`,
    question: `${known.question} With other threads.`,
    threads,
    references: isTaking ? Math.max(1, references) : references,
    expects: [],
    covers: [],
  };
}
