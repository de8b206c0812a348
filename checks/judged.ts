import { expectedOf } from "./expectedOf.ts";
import type { Row, Verdict } from "./Row.ts";
import type { Subject } from "./Subject.ts";

/** What the scenario says of a law, and whether it is met. */
export function judged(
  subject: Subject,
  id: string,
  verdict: Verdict,
): Pick<Row, "expected" | "met"> {
  const expected = expectedOf(subject, id);
  // A proposal may make something hold that does not hold today; the reverse is what we look for.
  const isBetter = subject.proposal !== null && verdict === "holds";
  return { expected, met: verdict === expected || isBetter };
}
