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
import type { State } from "../model/state.ts";
import { filesOf } from "./filesOf.ts";
import type { Subject } from "./Subject.ts";

/** Something that a search found, by the name under which a trace of it is told. */
export interface Found {
  readonly id: string;
  readonly statement: string;
}

/** Traces of what a search found: shortest, with few changes of actor, checked again on the reference. */
export class Traces {
  private readonly subject: Subject;
  private readonly found: { readonly compiled: Compiled<State>; readonly exploration: Exploration };
  private readonly bounds: Bounds;
  private readonly reference: Reference<State>;
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
    this.reference = new Reference(compiled.program.system);
  }

  of({ id, statement }: Found): Trace {
    this.shortest ??= this.search();
    const location = locationOf(this.shortest.exploration, id);
    // Without fused steps the search is larger: where it meets a bound, the way that was found must do.
    const { compiled, exploration } = location === null ? this.found : this.shortest;
    const end = location ?? locationOf(exploration, id);
    if (end === null) throw new Error(`nothing was found of ${id}`);
    const moves = pathTo(compiled, exploration, end);
    const files = filesOf(this.subject, id);
    const told = { ...namesOf(this.subject), files, property: id, statement };
    const reference = this.reference as Reference;
    return traceOf(this.reference, told, fewerSwitches(reference, moves, id));
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

/** The names of what was checked, as rows and traces repeat them. */
export function namesOf({ scenario, kernel, mapping, proposal }: Subject) {
  return { scenario: scenario.id, kernel, mapping, proposal: proposal?.id ?? null };
}
