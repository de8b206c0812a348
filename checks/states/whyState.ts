import { aRun, type Move, type Trace } from "../../counterexamples/index.ts";
import { allPasses, type Compiled, compile, keepingSteps } from "../../explorer/compile/index.ts";
import {
  type Bounds,
  type Exploration,
  explore,
  type Progress,
  statesAlong,
} from "../../explorer/search/index.ts";
import type { Invariant } from "../../invariants/index.ts";
import type { State } from "../../model/state/index.ts";
import { systemOf } from "../../scenarios/index.ts";
import type { Subject } from "../Subject.ts";
import { Traces } from "../Traces.ts";
import { commandOf, quoted } from "../traceSubjectOf.ts";
import { type Conjunct, parseState } from "./parseState.ts";

/** Is a state with all of that reachable, and if not, what stops it? */
export interface Why {
  readonly scenario: string;
  readonly kernel: string;
  readonly mapping: string;
  readonly proposal: string | null;
  readonly state: string;
  /** Of the run from whose end on it was looked for, its steps; 0: from the initial state. */
  readonly after: number;
  readonly verdict: "reached" | "never" | "incomplete";
  /** Of the last search. */
  readonly states: number;
  /** The calmest of the shortest runs there, that run first; null if there is none. */
  readonly trace: Trace | null;
  /** Where it is not reached: its parts, and whether any state has each. */
  readonly parts: readonly { readonly text: string; readonly isReached: boolean }[];
  /** Where it is not reached: as many parts as some state has together, and those that it lacks. */
  readonly nearest: readonly { readonly lacks: readonly string[]; readonly trace: Trace }[];
}

type Set = readonly number[];

/**
 * Looks for a state that is as a text asks, exhaustively; where there is none, for the largest sets of its parts
 * that some state has. Only what can still happen after the moves `before` counts.
 *
 * @throws {UsageError} The text cannot be read, or names what there is not.
 */
export function whyState(
  subject: Subject,
  text: string,
  bounds: Bounds,
  onLevel: (progress: Progress) => void = () => {},
  before: readonly Move[] = [],
): Why {
  const { scenario, kernel, mapping, proposal } = subject;
  const conjuncts = parseState(systemOf(scenario, kernel, mapping, [], proposal), text);
  const asked = new Asked({ subject, text, conjuncts, bounds, onLevel, before });
  const names = { scenario: scenario.id, kernel, mapping, proposal: proposal?.id ?? null };
  const all = conjuncts.map((_, at) => at);
  // One part alone is the whole.
  const alone = all.length > 1 ? all.map((at) => [at]) : [];
  const first = asked.search([all, ...alone], [all]);
  const about = { ...names, state: text, after: before.length, states: first.states };
  const trace = first.traceTo(all);
  const none = { parts: [], nearest: [] };
  if (trace !== null) return { ...about, ...none, verdict: "reached", trace };
  if (!first.isWhole) return { ...about, ...none, verdict: "incomplete", trace: null };
  const parts = conjuncts.map((one, at) => ({ text: one.text, isReached: first.isReached([at]) }));
  return { ...about, verdict: "never", trace: null, parts, nearest: asked.nearest(all) };
}

/** One question. */
interface Question {
  readonly subject: Subject;
  readonly text: string;
  readonly conjuncts: readonly Conjunct[];
  readonly bounds: Bounds;
  readonly onLevel: (progress: Progress) => void;
  readonly before: readonly Move[];
}

/** A question, searched for sets of its parts. */
class Asked {
  private readonly question: Question;

  constructor(question: Question) {
    this.question = question;
  }

  /** The largest sets of these parts that some state has, all of one size. */
  nearest(all: Set): Why["nearest"] {
    for (let size = all.length - 1; size > 0; size -= 1) {
      const sets = subsets(all, size);
      const search = this.search(sets, sets);
      const found = sets.flatMap((set) => {
        const trace = search.traceTo(set);
        const lacks = all.filter((at) => !set.includes(at)).map((at) => this.textOf([at]));
        return trace === null ? [] : [{ lacks, trace }];
      });
      if (found.length > 0) return found;
    }
    return [];
  }

  /** Searches for each of the sets at once, until all of some are found. */
  search(sets: readonly Set[], until: readonly Set[]) {
    const { bounds, onLevel, before } = this.question;
    const { scenario, kernel, mapping, proposal } = this.question.subject;
    const laws = sets.map((set) => this.lawOf(set));
    const subject: Subject = { ...this.question.subject, invariants: laws };
    const system = systemOf({ ...scenario, covers: [] }, kernel, mapping, laws, proposal);
    const compiled = before.length === 0 ? compile(system) : compiledAfter(system, before);
    const exploration: Exploration = explore(
      compiled,
      { ...bounds, until: until.map(idOf) },
      onLevel,
    );
    const traces = new Traces(subject, compiled, exploration, bounds, before);
    const isReached = (set: Set) =>
      exploration.properties.some(({ id, violation }) => id === idOf(set) && violation !== null);
    return {
      states: exploration.states,
      isWhole: exploration.bound === null,
      isReached,
      traceTo: (set: Set) => (isReached(set) ? this.told(traces.of(idOf(set)), set) : null),
    };
  }

  private textOf(set: Set): string {
    return set.map((at) => this.question.conjuncts[at].text).join(" && ");
  }

  /** A law for the search to break: that no state is so. */
  private lawOf(set: Set): Invariant {
    const { conjuncts, subject } = this.question;
    return {
      id: idOf(set),
      statement: `No state has ${this.textOf(set)}.`,
      why: "A run that breaks it is the way there.",
      source: "checks/states/whyState.ts",
      doesNotSay: "That anything is wrong there.",
      mappings: [subject.mapping],
      over: "states",
      antecedent: () => true,
      holds: (moment) => !set.every((at) => conjuncts[at].holds(moment)),
    };
  }

  private told(trace: Trace, set: Set): Trace {
    const { subject, text } = this.question;
    const command = commandOf(subject, [], "why");
    return {
      ...trace,
      property: aRun,
      end: "run",
      wrong: null,
      statement: `A state with ${this.textOf(set)}.`,
      caveats: trace.caveats.filter((caveat) => !caveat.startsWith("What ")),
      command: `${command} --state ${quoted(text)}`,
    };
  }
}

/** A system of which the search begins where these moves lead. */
function compiledAfter(
  system: Compiled<State>["program"]["system"],
  before: readonly Move[],
): Compiled<State> {
  const compiled = compile(system, { passes: keepingSteps(allPasses) });
  const moves = before.map(({ actor, choices }) => ({
    name: system.actors[actor].name,
    choices,
  }));
  const along = statesAlong(compiled as Compiled, moves);
  return { ...compiled, initial: along[along.length - 1] };
}

function idOf(set: Set): string {
  return `state-${set.join("-")}`;
}

function subsets(all: Set, size: number): Set[] {
  if (size === 0) return [[]];
  return all.flatMap((one, at) =>
    subsets(all.slice(at + 1), size - 1).map((rest) => [one, ...rest]),
  );
}
