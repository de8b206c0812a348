import type { Trace } from "../counterexamples/index.ts";
import { type Bounds, explore } from "../explorer/search/index.ts";
import type { Invariant } from "../invariants/index.ts";
import { type RuleName, ruleNames } from "../model/kernels/index.ts";
import { mappingOf } from "../model/mappings/index.ts";
import { switchesOf } from "../model/Switches.ts";
import type { Scenario, Thread } from "../scenarios/index.ts";
import { checkSystem, compiledOf, verdictOf } from "./checkSystem.ts";
import { firstDifference } from "./explain/index.ts";
import { agree } from "./isSameSystem.ts";
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
  readonly rules: RulesTaken;
}

/** Of the rules that a kernel has, and of which a system asks something: those that a run of it takes. */
interface RulesTaken {
  readonly taken: readonly string[];
  /** Without all of these the run is the same, step by step. */
  readonly idle: readonly string[];
}

/** A part of a subject, and the subject without it: null where it is not there. */
interface Part {
  readonly name: string;
  readonly without: (subject: Subject) => Subject | null;
}

/**
 * The scope of a subject that violates a law, made smaller as long as it still does: threads, operations, the
 * child's mm, frames, references, proposals. Nothing of what is left can be left out alone. Threads keep their
 * CPUs: on one CPU they could not interleave within a spin lock. Null: it is not violated.
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
  const unknown = new Set<string>();
  for (let before = -1; before < leftOut.length; ) {
    before = leftOut.length;
    unknown.clear(); // The last time everything that is left is tried.
    for (const { name, without } of partsIn(subject)) {
      const smaller = without(subject);
      if (smaller === null) continue;
      onTry(name);
      const verdict = verdictIn(smaller, law, bounds);
      if (verdict === "incomplete") unknown.add(name);
      if (verdict !== "violated") continue;
      subject = smaller;
      leftOut.push(name);
    }
  }
  const { rows, asked } = checkSystem(subject, bounds);
  const [row] = rows;
  const { trace } = row;
  if (trace === null || row.verdict !== "violated") return null;
  return {
    subject,
    leftOut,
    unknown: [...unknown],
    row,
    trace,
    rules: rulesOf(subject, trace, asked),
  };
}

/** Searched until it is violated, without traces. */
function verdictIn(subject: Subject, { id }: Invariant, bounds: Bounds): Verdict {
  const { compiled } = compiledOf(subject);
  return verdictOf(explore(compiled, { ...bounds, until: [id] }), 0);
}

/** All that one can be without, the largest first. */
function partsIn({ scenario, proposal }: Subject): Part[] {
  return [
    ...scenario.threads.map(({ name }) => threadPart(name)),
    childPart,
    ...scenario.threads.flatMap(({ name, program }) =>
      program.map((operation) => operationPart(name, operation)),
    ),
    ...(proposal === null ? [] : partsOf(proposal)).map(({ id }) => proposalPart(id)),
    framePart,
    referencePart,
  ];
}

function withThreads(subject: Subject, threads: readonly Thread[]): Subject {
  return { ...subject, scenario: { ...subject.scenario, threads } };
}

function threadPart(name: string): Part {
  const without = (subject: Subject) => {
    const { threads } = subject.scenario;
    const left = threads.filter((thread) => thread.name !== name);
    return left.length === 0 || left.length === threads.length ? null : withThreads(subject, left);
  };
  return { name: `thread ${name}`, without };
}

function operationPart(name: string, operation: Thread["program"][number]): Part {
  const without = (subject: Subject) => {
    const { threads } = subject.scenario;
    const at = threads.findIndex((thread) => thread.name === name);
    if (at < 0) return null;
    const program = threads[at].program.filter((one) => one !== operation);
    if (program.length === 0 || program.length === threads[at].program.length) return null;
    return withThreads(subject, threads.with(at, { ...threads[at], program }));
  };
  return { name: `${operation} of ${name}`, without };
}

/** Its threads run in the parent instead. */
const childPart: Part = {
  name: "the child's mm",
  without: (subject) => {
    const { threads } = subject.scenario;
    if (threads.every(({ mm }) => mm === "parent")) return null;
    return withThreads(
      subject,
      threads.map((thread) => ({ ...thread, mm: "parent" })),
    );
  },
};

function proposalPart(id: string): Part {
  const without = (subject: Subject) => {
    const parts = subject.proposal === null ? [] : partsOf(subject.proposal);
    const left = parts.filter((one) => one.id !== id);
    return left.length === parts.length ? null : { ...subject, proposal: together(left) };
  };
  return { name: `proposal ${id}`, without };
}

const framePart: Part = {
  name: "one frame",
  without: (subject) => fewer(subject, framesOf(subject), 1, (frames) => ({ frames })),
};

const referencePart: Part = {
  name: "one reference",
  without: (subject) =>
    fewer(subject, subject.scenario.references ?? 0, 0, (references) => ({ references })),
};

function fewer(
  subject: Subject,
  many: number,
  least: number,
  changed: (many: number) => Partial<Scenario>,
): Subject | null {
  if (many <= least) return null;
  return { ...subject, scenario: { ...subject.scenario, ...changed(many - 1) } };
}

/** Of a shared mapping there is one, whatever the scenario says. */
function framesOf({ scenario, kernel, mapping }: Subject): number {
  return mappingOf(mapping, switchesOf(kernel)).vm_shared ? 1 : (scenario.frames ?? 4);
}

/** Takes rule after rule back, as long as the run stays as it is. */
function rulesOf(given: Subject, trace: Trace, asked: ReadonlySet<string>): RulesTaken {
  const { scenario, kernel, proposal } = given;
  const decided = { ...switchesOf(kernel), ...scenario.switches, ...proposal?.switches };
  const taken: string[] = [];
  const idle: string[] = [];
  let subject = given;
  for (const rule of ruleNames.filter((name) => decided[name])) {
    const without = withoutSwitch(subject, rule);
    if (agree(given, withoutSwitch(given, rule), asked)) continue;
    const isIdle = firstDifference(without, trace).step === null;
    if (isIdle) subject = without;
    (isIdle ? idle : taken).push(rule);
  }
  return { taken, idle };
}

function withoutSwitch(subject: Subject, rule: RuleName): Subject {
  const switches = { ...subject.scenario.switches, [rule]: false };
  return { ...subject, scenario: { ...subject.scenario, switches } };
}
