import type { Independence } from "../Independence.ts";
import type { Layout } from "../Layout.ts";
import type { PropertyTrees } from "../predicates.ts";
import { relevantTo } from "../relevantTo.ts";
import { isErrorCode } from "../Session.ts";
import { leavesOf, type Tree } from "../Tree.ts";
import type { Transition, UnfoldedStep } from "../unfold.ts";
import { alarmsOf } from "./alarmsOf.ts";
import { equal, i32, less, not } from "./code.ts";
import { leafBits, type MemoryPlan, planOf } from "./MemoryPlan.ts";
import { alarmCode, expandCode, finderCode, type Question } from "./searchCode.ts";
import { insertCode, reinsertCode } from "./tableCode.ts";
import { type Said, type StepLaw, WasmEmitter } from "./WasmEmitter.ts";
import { WasmModule } from "./WasmModule.ts";

/** Names of functions that find the first new state where a predicate answers as wanted, or throws. */
export interface FinderNames {
  readonly wanted: string;
  readonly throws: string | null;
}

/** A property in the module: of steps, its place among those, as they are asked where steps are. */
export interface WasmProperty {
  readonly antecedent: FinderNames;
  readonly holds: FinderNames | { readonly law: number; readonly relevant: Uint8Array };
}

/** A search as a module of WebAssembly, and how the memory is laid out that it is given. */
export interface WasmProgram {
  readonly bytes: Uint8Array;
  readonly plan: MemoryPlan;
  readonly sleep: Independence | null;
  readonly properties: readonly WasmProperty[];
  readonly covers: readonly FinderNames[];
  /** By transition: which of all that may be wrong it may have made so. */
  readonly alarms: Int32Array;
}

/** What the module is made of. */
export interface WasmSource {
  readonly layout: Layout;
  readonly byActor: readonly (readonly UnfoldedStep[])[];
  readonly transitions: readonly Transition[];
  readonly isStart: Uint8Array;
  readonly fanout: number;
  readonly properties: readonly PropertyTrees[];
  readonly covers: readonly Tree<number>[];
}

/** In a register there is a bit for each actor. */
const mostActors = 32;

/** The whole search of a system but for its levels; null if it has more actors or transitions than there are numbers. */
export function wasmOf(source: WasmSource, sleep: Independence | null): WasmProgram | null {
  const { layout, transitions, byActor, fanout, properties } = source;
  const isTooLarge = byActor.some(([{ actor }]) => actor.index >= mostActors);
  if (isTooLarge || transitions.length >= 2 ** leafBits) return null;
  const laws: StepLaw[] = [];
  const judged = properties.map(({ holds, procedures }) => {
    if (procedures === null) return null;
    const relevant = relevantTo(procedures, transitions);
    return { law: laws.push({ tree: holds, mayThrow: mayThrow(holds), relevant }) - 1, relevant };
  });
  const sizes = { words: layout.words, transitions: transitions.length, fanout, laws: laws.length };
  const plan = planOf(sizes, sleep);
  const module = new WasmModule();
  const ids = new Map(transitions.map((transition, id) => [transition, id]));
  const isStart = source.isStart.includes(1) ? source.isStart : null;
  const stepping = { layout, plan, ids, isStart, laws, sleep };
  const emitter = new WasmEmitter(stepping, module);
  const finders = new Finders(emitter, module, plan);
  module.export("expand", expandCode(emitter, stepping, byActor));
  module.export("insert", insertCode(plan));
  module.export("reinsert", reinsertCode(plan));
  const asked = properties.map(({ antecedent, holds }, at) => ({
    antecedent: finders.of(antecedent, isTrue),
    holds: judged[at] ?? finders.of(holds, isFalse),
  }));
  const covers = source.covers.map((tree) => finders.of(tree, isTrue));
  const alarms = finders.addAlarm(source);
  return { bytes: module.bytes(), plan, sleep, properties: asked, covers, alarms };
}

const isTrue: Said = { is: (value) => value === 1, test: (value) => equal(value, i32(1)) };
const isFalse: Said = { is: (value) => value === 0, test: not };
const isThrown: Said = { is: (value) => value > 1, test: (value) => less(i32(1), value) };

function mayThrow(tree: Tree<number>): boolean {
  return leavesOf(tree).some(isErrorCode);
}

/** Finders, as they are asked for. */
class Finders {
  private readonly emitter: WasmEmitter;
  private readonly module: WasmModule;
  private readonly plan: MemoryPlan;
  private count = 0;
  private readonly alarms: Question[] = [];

  constructor(emitter: WasmEmitter, module: WasmModule, plan: MemoryPlan) {
    this.emitter = emitter;
    this.module = module;
    this.plan = plan;
  }

  of(tree: Tree<number>, wanted: Said): FinderNames {
    if (wanted === isFalse) this.alarms.push({ tree, said: wanted });
    if (!mayThrow(tree)) return { wanted: this.add(tree, wanted), throws: null };
    this.alarms.push({ tree, said: isThrown });
    return { wanted: this.add(tree, wanted), throws: this.add(tree, isThrown) };
  }

  /** One function for all that may be wrong: mostly nothing is, and it looks at each state once. */
  addAlarm({ transitions, layout }: WasmSource): Int32Array {
    this.module.export("alarm", alarmCode(this.emitter, this.plan, this.alarms));
    return alarmsOf(
      this.alarms.map(({ tree }) => tree),
      transitions,
      layout,
    );
  }

  private add(tree: Tree<number>, said: Said): string {
    const name = `find${this.count}`;
    this.count += 1;
    this.module.export(name, finderCode(this.emitter, this.plan, { tree, said }));
    return name;
  }
}
