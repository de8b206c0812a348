import { assertSystem, type System } from "../../model/language/index.ts";
import type { Compiled } from "./Compiled.ts";
import { assertAssigned } from "./definiteAssignment.ts";
import { Emitter, fanoutOf } from "./emit.ts";
import { Independence } from "./Independence.ts";
import { Layout, occupied } from "./Layout.ts";
import { lazily, lazilyBy } from "./lazily.ts";
import { link } from "./link.ts";
import type { Program } from "./Program.ts";
import { besideStarts, noPasses, type Passes, runPasses, type Savings } from "./passes/index.ts";
import { machineOf, predicatesOf } from "./predicates.ts";
import type { Slot } from "./Slot.ts";
import { leavesOf } from "./Tree.ts";
import { type Transition, type Unfolded, type UnfoldedStep, unfold } from "./unfold.ts";
import { wasmOf } from "./wasm/index.ts";

/** How to compile. */
export interface CompileOptions {
  /** What may be done to make the system smaller; nothing by default. */
  readonly passes?: Passes;
  /** Run every path twice, and refuse steps and predicates whose runs differ. */
  readonly checkPurity?: boolean;
}

/**
 * Compiles a system: unfold, make smaller, lay out, emit.
 *
 * @throws {LanguageError} The model breaks a rule of the language whichever state it is in; what only some
 *   state breaks is left to the search.
 */
export function compile<S>(
  system: System<S>,
  { passes = noPasses, checkPurity = false }: CompileOptions = {},
): Compiled<S> {
  const start = performance.now();
  assertSystem(system as System);
  const assumed = passes.constants ? "parameters too" : "nothing";
  const unfolded = unfold(system, { assumed, isTwice: checkPurity });
  assertAssigned(unfolded as Unfolded);
  const predicates = predicatesOf(unfolded);
  const { machine, savings } = runPasses(machineOf(unfolded, predicates), passes);
  const { constants } = unfolded.session;
  const layout = new Layout(
    unfolded.program,
    (slot) => !constants.has(slot) && (machine.needed?.has(slot) ?? true),
  );
  const transitions = machine.steps.flatMap(({ tree }) => leavesOf(tree).filter((t) => t !== null));
  const ids = new Map(transitions.map((transition, id) => [transition, id]));
  const byActor = groupByActor(machine.steps);
  const isStart = marked(transitions, besideStarts(machine));
  const fanout = byActor.reduce(
    (sum, steps) => sum + Math.max(...steps.map((step) => fanoutOf(step.tree))),
    0,
  );
  const independence = lazily(
    () => new Independence({ layout, steps: machine.steps, transitions }),
  );
  const source = { layout, byActor, transitions, isStart, fanout, ...predicates };
  const awake = lazily(() => wasmOf(source, null));
  const asleep = lazilyBy((sleep: Independence) => wasmOf(source, sleep));
  const linked = lazily(() =>
    link(system, new Emitter(layout, ids), byActor, predicates, transitions),
  );
  return {
    program: unfolded.program,
    layout,
    steps: machine.steps,
    transitions,
    isStart,
    starts: machine.starts,
    initial: packed(layout, unfolded.initial),
    predicates,
    constants,
    fanout,
    independence,
    wasm: (sleep) => (sleep === null ? awake() : asleep(sleep)),
    get expanders() {
      return linked().expanders;
    },
    get properties() {
      return linked().properties;
    },
    get covers() {
      return linked().covers;
    },
    get code() {
      return linked().code;
    },
    passes,
    savings: passes.constants ? [constantsSaved(constants, unfolded.program), ...savings] : savings,
    milliseconds: performance.now() - start,
  };
}

function marked(
  transitions: readonly Transition[],
  marks: ReadonlySet<Transition | null>,
): Uint8Array {
  return Uint8Array.from(transitions, (transition) => (marks.has(transition) ? 1 : 0));
}

function packed(layout: Layout, codes: ReadonlyMap<Slot, number>): Int32Array {
  const words = new Int32Array(layout.words);
  words[0] = occupied;
  for (const [slot, code] of codes) {
    const { word, shift, mask } = layout.placeOf(slot);
    if (mask !== 0) words[word] |= code << shift;
  }
  return words;
}

function constantsSaved(
  constants: ReadonlyMap<Slot, number>,
  { state }: Pick<Program, "state">,
): Savings[number] {
  const all = [...constants.keys()].filter(({ size }) => size > 1);
  const fields = all.filter((slot) => state.cells.includes(slot)).length;
  const saved = `${fields} fields that no step changes, ${all.length - fields} parameters that are always the same`;
  return { pass: "constants", saved };
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
