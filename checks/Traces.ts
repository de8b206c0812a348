import {
  deadlock,
  fewerSwitches,
  stepError,
  type Trace,
  traceOf,
} from "../counterexamples/index.ts";
import { type Compiled, compile, keepingSteps, type Passes } from "../explorer/compile/index.ts";
import { Reference } from "../explorer/reference/index.ts";
import {
  type Bounds,
  type Exploration,
  explore,
  type Location,
  pathTo,
} from "../explorer/search/index.ts";
import type { State } from "../model/state/index.ts";
import type { Subject } from "./Subject.ts";
import { traceSubjectOf } from "./traceSubjectOf.ts";

/** Traces of what a search found: shortest, with few changes of actor, checked again on the reference. */
export class Traces {
  private readonly subject: Subject;
  private readonly found: { readonly compiled: Compiled<State>; readonly exploration: Exploration };
  private readonly bounds: Bounds;
  private readonly reference: Reference;
  private shortest: { compiled: Compiled<State>; exploration: Exploration } | null = null;

  constructor(
    subject: Subject,
    compiled: Compiled<State>,
    exploration: Exploration,
    bounds: Bounds,
  ) {
    this.subject = subject;
    this.found = { compiled, exploration };
    this.bounds = bounds;
    this.reference = new Reference(compiled.program.system) as Reference;
  }

  of(id: string): Trace {
    this.shortest ??= this.search();
    const location = locationOf(this.shortest.exploration, id);
    // Without fused steps the search is larger: where it meets a bound, the way that was found must do.
    const { compiled, exploration } = location === null ? this.found : this.shortest;
    const end = location ?? locationOf(exploration, id);
    if (end === null) throw new Error(`nothing was found of ${id}`);
    const moves = pathTo(compiled, exploration, end);
    const { reference } = this;
    const told = traceSubjectOf(this.subject, reference.system.actors, id);
    return traceOf(reference, told, fewerSwitches(reference, moves, id));
  }

  /** Steps that were fused count as one: what was found is searched again, step by step. */
  private search(): { compiled: Compiled<State>; exploration: Exploration } {
    const { compiled, exploration } = this.found;
    const passes = keepingSteps(compiled.passes);
    if (compiled.steps.length === 0 || isSame(passes, compiled.passes)) return this.found;
    const ids = [...exploration.properties.map(({ id }) => id), deadlock, stepError];
    const until = ids.filter((id) => locationOf(exploration, id) !== null);
    const again = compile(compiled.program.system, { passes });
    return { compiled: again, exploration: explore(again, { ...this.bounds, until }) };
  }
}

function isSame(a: Passes, b: Passes): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Where a search found that a property fails or throws, a deadlock, or an error. */
function locationOf(
  { properties, deadlock: stuck, error }: Exploration,
  id: string,
): Location | null {
  if (id === stepError) return error;
  if (id === deadlock) return stuck < 0 ? null : { state: stuck, transition: null };
  const result = properties.find((property) => property.id === id);
  return result?.error ?? result?.violation ?? null;
}
