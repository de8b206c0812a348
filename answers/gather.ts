import {
  type CheckOptions,
  findInvariant,
  type Result,
  type Subject,
  select,
} from "../checks/index.ts";
import type { Invariant } from "../invariants/index.ts";
import { Evidence } from "./Evidence.ts";
import type { Need } from "./Need.ts";

/** Checks systems one after the other; it may tell how far it is. */
export type CheckAll = (subjects: readonly Subject[], options?: CheckOptions) => Iterable<Result>;

/** Checks what the needs name, each system once, and nothing else; without traces. */
export function gather(needs: readonly Need[], checkAll: CheckAll): Evidence {
  const rows = [...checkAll(subjectsOf(needs), { traces: false })].flatMap((result) => result.rows);
  const observed = needs.flatMap(({ observes = [] }) => observes).map(({ id }) => id);
  return new Evidence(rows, new Set(observed));
}

/** The systems of all needs; what several ask of one system is asked together. */
export function subjectsOf(needs: readonly Need[]): Subject[] {
  const found = new Map<string, Subject>();
  for (const need of needs) {
    for (const proposal of need.proposal === undefined ? [null] : [null, need.proposal]) {
      for (const subject of systemsOf(need, proposal)) {
        const { scenario, kernel, mapping } = subject;
        const key = JSON.stringify([scenario.id, kernel, mapping, proposal]);
        const before = found.get(key)?.invariants ?? [];
        const invariants = [...new Set([...before, ...subject.invariants])];
        found.set(key, { ...subject, invariants });
      }
    }
  }
  return [...found.values()];
}

function systemsOf(need: Need, proposal: string | null): Subject[] {
  const { scenario, mappings, isNewestOnly = false } = need;
  const all = select({ scenarios: [scenario], mappings, ...(proposal && { proposal }) });
  const newest = all.at(-1)?.kernel;
  return all
    .filter(({ kernel }) => !isNewestOnly || kernel === newest)
    .map((subject) => ({ ...subject, invariants: askedBy(need, subject) }));
}

/** What is observed is not compared: only with the proposal, if there is one. */
function askedBy(need: Need, { mapping, proposal }: Subject): Invariant[] {
  const { laws, observes = [] } = need;
  const isObserved = need.proposal === undefined || proposal !== null;
  return [...laws.map(findInvariant), ...(isObserved ? observes : [])].filter(({ mappings }) =>
    mappings.includes(mapping),
  );
}
