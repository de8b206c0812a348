import type { Result } from "../resultOf.ts";
import type { Subject } from "../Subject.ts";
import { explained } from "./explained.ts";

/** Results with what explains each counterexample of a law. */
export function* withExplanations(
  results: Iterable<Result>,
  onStep: (subject: Subject, what: string) => void = () => {},
): Generator<Result> {
  for (const result of results) {
    const { subject } = result;
    const rows = result.rows.map((row) => {
      const law = subject.invariants.find(({ id }) => id === row.property);
      const { trace, verdict } = row;
      if (
        law === undefined ||
        trace === null ||
        verdict !== "violated" ||
        trace.steps.length === 0
      ) {
        return row;
      }
      const tell = (what: string) => onStep(subject, what);
      return { ...row, explained: explained(subject, law, trace, tell) };
    });
    yield { ...result, rows };
  }
}
