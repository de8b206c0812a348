import type { Explained } from "../checks/index.ts";
import type { Trace } from "../counterexamples/index.ts";
import { told } from "./told.ts";
import { hanging } from "./wrap.ts";

/** What explains a trace, below it, by the numbers of its lines. */
export function explainedLines(trace: Trace, { needed, keptUntil, repaired }: Explained): string[] {
  const lines = told(trace);
  const lineOf = (step: number) =>
    lines.find(({ step: one }) => trace.steps.indexOf(one) >= step - 1)?.number ?? lines.length;
  const isNeeded = new Set(needed?.map((step) => trace.steps[step - 1]));
  const spare = lines.filter(({ step }) => !isNeeded.has(step)).map(({ number }) => number);
  const need =
    spare.length === 0
      ? "every line; without any one of these steps, wherever it is taken, the law is never broken"
      : `every line but ${spare.join(", ")}: each of these another run can do without`;
  return [
    ...(needed === null ? [] : hanging("Needed: ", `${need}.`)),
    ...(keptUntil === null ? [] : hanging("Inevitable: ", keptText(trace, lineOf(keptUntil + 1)))),
    ...repaired.flatMap(({ by, step, instead }) =>
      hanging(
        "Repaired: ",
        `${by}: ${step === null ? instead : `line ${lineOf(step)} differs: ${instead}`}.`,
      ),
    ),
  ];
}

function keptText(trace: Trace, line: number): string {
  const last = told(trace).length;
  const kept = "some run brings everybody back to where they began, with the law kept";
  return line === last
    ? `only with the last line; before it ${kept}.`
    : `from line ${line} on; before it ${kept}, after it none does.`;
}
