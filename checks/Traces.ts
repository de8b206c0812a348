import {
  deadlock,
  replay,
  stepError,
  type Move as Taken,
  type Trace,
  traceOf,
  wrongIn,
} from "../counterexamples/index.ts";
import { type Compiled, compile, keepingSteps } from "../explorer/compile/index.ts";
import { Reference } from "../explorer/reference/index.ts";
import {
  type Bounds,
  calmestPath,
  differentEnds,
  type Exploration,
  exploreLevels,
  type Leveled,
  locationOf,
  type Move,
} from "../explorer/search/index.ts";
import type { State } from "../model/state/index.ts";
import { isNoisy } from "./isNoisy.ts";
import type { Subject } from "./Subject.ts";
import { traceSubjectOf } from "./traceSubjectOf.ts";

/**
 * Traces of what a search found: shortest, then calmest, checked again on the reference. Of a search that began
 * after some moves, they begin with these.
 */
export class Traces {
  private readonly subject: Subject;
  private readonly compiled: Compiled<State>;
  private readonly until: readonly string[];
  private readonly bounds: Bounds;
  private readonly before: readonly Taken[];
  private readonly reference: Reference;
  private unfused: Compiled<State> | null = null;
  private single: Leveled | null = null;
  private fused: Leveled | null = null;

  constructor(
    subject: Subject,
    compiled: Compiled<State>,
    exploration: Exploration,
    bounds: Bounds,
    before: readonly Taken[] = [],
  ) {
    const ids = [...exploration.properties.map(({ id }) => id), deadlock, stepError];
    this.subject = subject;
    this.compiled = compiled;
    this.until = ids.filter((id) => locationOf(exploration, id) !== null);
    this.bounds = bounds;
    this.before = before;
    this.reference = new Reference(compiled.program.system) as Reference;
  }

  of(id: string): Trace {
    return this.traceOf(id, this.movesTo(id));
  }

  /** Up to so many more, the shortest first, that end in another last step, or with something else wrong. */
  others(id: string, trace: Trace, most: number): Trace[] {
    if (most < 1) return [];
    const ends = differentEnds(this.stepByStep() as Compiled, {
      property: id,
      most: most + 1,
      bounds: this.bounds,
      isNoisy,
      wrongAfter: (moves) => wrongIn(this.reference, replay(this.reference, moves), id) ?? "",
    });
    const traces = ends.map((moves) => this.traceOf(id, moves));
    return traces.filter((one) => !endsAlike(one, trace)).slice(0, most);
  }

  private traceOf(id: string, moves: readonly Move[]): Trace {
    const { reference } = this;
    const told = traceSubjectOf(this.subject, reference.system.actors, id);
    return traceOf(reference, told, [...this.before, ...moves]);
  }

  /** Step by step; that search is larger: where it meets a bound, fused steps count as one. */
  private movesTo(id: string): readonly Move[] {
    this.single ??= this.search(this.stepByStep());
    const moves = calmestPath(this.single, id, isNoisy);
    if (moves !== null) return moves;
    this.fused ??= this.search(this.compiled);
    const fused = calmestPath(this.fused, id, isNoisy);
    if (fused === null) throw new Error(`nothing was found of ${id}`);
    return fused;
  }

  private search(compiled: Compiled<State>): Leveled {
    return exploreLevels(compiled as Compiled, { ...this.bounds, until: this.until });
  }

  private stepByStep(): Compiled<State> {
    this.unfused ??= this.compileUnfused();
    return this.unfused;
  }

  private compileUnfused(): Compiled<State> {
    const { compiled } = this;
    const passes = keepingSteps(compiled.passes);
    const isSame = JSON.stringify(passes) === JSON.stringify(compiled.passes);
    if (compiled.steps.length === 0 || isSame) return compiled;
    return compile(compiled.program.system, { passes });
  }
}

function endsAlike(one: Trace, other: Trace): boolean {
  const [a, b] = [one, other].map(({ steps, wrong }) => {
    const last = steps.at(-1);
    return JSON.stringify([last?.actor, last?.procedure, last?.step, wrong]);
  });
  return a === b;
}
