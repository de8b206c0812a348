import type { Trace } from "../counterexamples/index.ts";
import { type Bounds, explore } from "../explorer/search/index.ts";
import type { Invariant } from "../invariants/index.ts";
import { mappingOf } from "../model/mappings/index.ts";
import { switchesOf } from "../model/Switches.ts";
import type { Scenario } from "../scenarios/index.ts";
import { checkSystem, compiledOf, verdictOf } from "./checkSystem.ts";
import type { Row, Verdict } from "./Row.ts";
import type { Subject } from "./Subject.ts";
import { partsOf, together } from "./together.ts";

/** A subject that still shows a violation, and what of it was left out to get there. */
export interface SmallestScope {
  readonly subject: Subject;
  readonly leftOut: readonly string[];
  /** What could not be tried to the end, as a bound was met. */
  readonly unknown: readonly string[];
  readonly row: Row;
  readonly trace: Trace;
}

/** A subject without something. */
interface Smaller {
  readonly without: string;
  readonly subject: Subject;
}

/**
 * The scope of a subject that violates a law, made smaller as long as it still does: threads, operations, frames,
 * references, proposals. Nothing of what is left can be left out alone. Threads keep their CPUs: on one CPU they
 * could not interleave within a spin lock. Null: it is not violated.
 */
export function smallestScope(
  given: Subject,
  law: Invariant,
  bounds: Bounds,
  onTry: (without: string) => void = () => {},
): SmallestScope | null {
  // Covers may speak of what is left out; the release since which it makes sense is that of its operations.
  const { since: _, ...written } = given.scenario;
  let subject: Subject = { ...given, scenario: { ...written, covers: [] }, invariants: [law] };
  const leftOut: string[] = [];
  let unknown: string[] = [];
  for (let found: Smaller | undefined; ; ) {
    unknown = [];
    found = candidates(subject).find((one) => {
      onTry(one.without);
      const verdict = verdictIn(one.subject, law, bounds);
      if (verdict === "incomplete") unknown.push(one.without);
      return verdict === "violated";
    });
    if (found === undefined) break;
    ({ subject } = found);
    leftOut.push(found.without);
  }
  const [row] = checkSystem(subject, bounds).rows;
  return row.trace === null || row.verdict !== "violated"
    ? null
    : { subject, leftOut, unknown, row, trace: row.trace };
}

/** Searched until it is violated, without traces. */
function verdictIn(subject: Subject, { id }: Invariant, bounds: Bounds): Verdict {
  const { compiled } = compiledOf(subject);
  return verdictOf(explore(compiled, { ...bounds, until: [id] }), 0);
}

/** Everything that one subject can be without, the largest parts first. */
function candidates(subject: Subject): Smaller[] {
  const { scenario, proposal } = subject;
  const { threads } = scenario;
  const withThreads = (without: string, some: Scenario["threads"]) => ({
    without,
    subject: { ...subject, scenario: { ...scenario, threads: some } },
  });
  const parts = proposal === null ? [] : partsOf(proposal);
  return [
    ...threads.flatMap(({ name }, at) =>
      threads.length > 1 ? [withThreads(`thread ${name}`, threads.toSpliced(at, 1))] : [],
    ),
    ...threads.flatMap((thread, at) =>
      (thread.program.length > 1 ? thread.program : []).map((operation) => {
        const program = thread.program.filter((one) => one !== operation);
        return withThreads(
          `${operation} of ${thread.name}`,
          threads.with(at, { ...thread, program }),
        );
      }),
    ),
    ...parts.map(({ id }) => ({
      without: `proposal ${id}`,
      subject: { ...subject, proposal: together(parts.filter((one) => one.id !== id)) },
    })),
    ...fewer(subject, "frame", framesOf(subject), 1, (frames) => ({ frames })),
    ...fewer(subject, "reference", scenario.references ?? 0, 0, (references) => ({ references })),
  ];
}

function fewer(
  subject: Subject,
  what: string,
  many: number,
  least: number,
  changed: (many: number) => Partial<Scenario>,
): Smaller[] {
  if (many <= least) return [];
  const scenario = { ...subject.scenario, ...changed(many - 1) };
  return [{ without: `one ${what} of ${many}`, subject: { ...subject, scenario } }];
}

/** Of a shared mapping there is one, whatever the scenario says. */
function framesOf({ scenario, kernel, mapping }: Subject): number {
  return mappingOf(mapping, switchesOf(kernel)).vm_shared ? 1 : (scenario.frames ?? 4);
}
