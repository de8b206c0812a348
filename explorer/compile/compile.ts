import type { System } from "../../model/language/index.ts";
import { Emitter, fanoutOf } from "./emit.ts";
import { Layout } from "./Layout.ts";
import type { Tree } from "./Tree.ts";
import {
  predicateTree,
  type Transition,
  type Unfolded,
  type UnfoldedStep,
  unfold,
} from "./unfold.ts";

/** Appends the successors of the states from..to to a batch that holds `n`; gives the new `n`. */
export type Expand = (
  states: Int32Array,
  from: number,
  to: number,
  out: Int32Array,
  parent: Int32Array,
  leaf: Int32Array,
  n: number,
) => number;

/** The first of the states from..to that answers as wanted, or -1. */
export type Find = (states: Int32Array, from: number, to: number) => number;

/** The first of a batch's relevant transitions that breaks a property, or -1. */
export type FindStep = (
  states: Int32Array,
  out: Int32Array,
  parent: Int32Array,
  leaf: Int32Array,
  n: number,
  relevant: Uint8Array,
) => number;

export interface CompiledProperty {
  readonly id: string;
  readonly antecedent: Find;
  readonly violated:
    | { readonly over: "states"; readonly find: Find }
    | { readonly over: "steps"; readonly find: FindStep; readonly relevant: Uint8Array };
}

export interface CompiledCover {
  readonly id: string;
  readonly reached: Find;
}

/** A system as fast code over packed states. */
export interface Compiled<S = unknown> {
  readonly unfolded: Unfolded<S>;
  readonly layout: Layout;
  readonly transitions: readonly Transition[];
  /** One for each actor that can move. */
  readonly expanders: readonly Expand[];
  /** The most successors one state can have. */
  readonly fanout: number;
  readonly properties: readonly CompiledProperty[];
  readonly covers: readonly CompiledCover[];
  readonly milliseconds: number;
  /** The generated JavaScript. */
  readonly code: string;
}

/** Compiles a system: unfold, lay out, emit. Refuses a model that breaks a rule of the language. */
export function compile<S>(system: System<S>): Compiled<S> {
  const start = performance.now();
  const unfolded = unfold(system);
  const layout = new Layout(unfolded.program);
  const emitter = new Emitter(layout);
  const byActor = groupByActor(unfolded.steps);

  const tree = (name: string, predicate: Parameters<typeof predicateTree<S>>[2]) =>
    predicateTree(unfolded, name, predicate);
  const expanders = byActor.map((steps) => emitter.expander(steps));
  const finders: string[] = [];
  const finder = (found: Tree<number>, wanted: 0 | 1) =>
    finders.push(emitter.finder(found, wanted)) - 1;
  const properties = system.properties.map((property) => ({
    antecedent: finder(
      tree(`antecedent of ${property.id}`, (moment) => property.antecedent(moment)),
      1,
    ),
    violated:
      property.over === "states"
        ? finder(
            tree(property.id, (moment) => property.holds(moment)),
            0,
          )
        : finders.push(
            emitter.stepFinder(tree(property.id, (before, after) => property.holds(before, after))),
          ) - 1,
  }));
  const covers = system.covers.map((cover) =>
    finder(
      tree(cover.id, (moment) => cover.reached(moment)),
      1,
    ),
  );

  const code = `${emitter.definitions()}
return { expanders: [${expanders.join(",\n")}],\nfinders: [${finders.join(",\n")}] };`;
  // The one place where text becomes code; all of it was made above, from the model's own trees.
  const made = new Function(code)() as { expanders: Expand[]; finders: (Find & FindStep)[] };

  return {
    unfolded,
    layout,
    transitions: unfolded.transitions,
    expanders: made.expanders,
    fanout: byActor.reduce(
      (sum, steps) => sum + Math.max(...steps.map((step) => fanoutOf(step.tree))),
      0,
    ),
    properties: system.properties.map((property, at) => ({
      id: property.id,
      antecedent: made.finders[properties[at].antecedent],
      violated:
        property.over === "states"
          ? { over: "states", find: made.finders[properties[at].violated] }
          : {
              over: "steps",
              find: made.finders[properties[at].violated],
              relevant: relevantTo(property.procedures, unfolded.transitions),
            },
    })),
    covers: system.covers.map(({ id }, at) => ({ id, reached: made.finders[covers[at]] })),
    milliseconds: performance.now() - start,
    code,
  };
}

function groupByActor(steps: readonly UnfoldedStep[]): UnfoldedStep[][] {
  const groups = new Map<number, UnfoldedStep[]>();
  for (const step of steps) {
    const group = groups.get(step.actor.index);
    if (group === undefined) groups.set(step.actor.index, [step]);
    else group.push(step);
  }
  return [...groups.values()];
}

function relevantTo(
  procedures: readonly { readonly name: string }[],
  transitions: readonly Transition[],
): Uint8Array {
  const names = new Set(procedures.map(({ name }) => name));
  return Uint8Array.from(transitions, ({ position }) =>
    names.has(position.activation.procedure.name) ? 1 : 0,
  );
}
