import type { Progress } from "../explorer/search/index.ts";
import { expectedOf } from "./expectedOf.ts";
import { namesOf } from "./namesOf.ts";
import type { Row } from "./Row.ts";
import type { Result } from "./resultOf.ts";
import type { Subject } from "./Subject.ts";

/** What is known of a system whose search was interrupted after some level, or never begun: nothing holds yet. */
export function unfinished(
  subject: Subject,
  { states, transitions, depth, seconds, bytes }: Omit<Progress, "table" | "frontier" | "bound"> = {
    states: 0,
    transitions: 0,
    depth: 0,
    seconds: 0,
    bytes: 0,
  },
): Result {
  const { scenario, invariants } = subject;
  const row = (property: string, expected: Row["expected"]): Row => ({
    ...namesOf(subject),
    ...{ property, verdict: "incomplete", expected, met: false, bound: "interrupted" },
    ...{ states, transitions, depth, seconds, bytes },
    ...{ before: null, unused: [], costs: null, apart: null },
    ...{ trace: null, explained: null, others: [] },
  });
  const rows = [
    ...invariants.map(({ id }) => row(id, expectedOf(subject, id))),
    ...scenario.covers.map(({ id, expected }) => row(id, expected)),
  ];
  const evidence = { witnesses: [], edges: 0, edgesNeverTaken: [], valuesNeverHad: [] };
  return { subject, rows, bits: 0, savings: [], steps: [], neverTaken: [], evidence };
}
