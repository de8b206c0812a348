import {
  changedWords,
  type Group,
  grouped,
  type MovedEffect,
  maxNodesPerFunction,
  readsAfter,
  SharedSubtrees,
  sizeOf,
  sumOf,
} from "../emitted.ts";
import type { Independence } from "../Independence.ts";
import type { Layout } from "../Layout.ts";
import type { Slot } from "../Slot.ts";
import { type Branch, nodesOf, type Test, type Tree } from "../Tree.ts";
import type { StepTree, Transition, UnfoldedStep } from "../unfold.ts";
import {
  add,
  and,
  type Code,
  call,
  choose,
  equal,
  get,
  give,
  i32,
  less,
  load,
  load8,
  not,
  or,
  select,
  set,
  shl,
  shr,
  store,
  store8,
  trap,
  type ValueType,
  when,
} from "./code.ts";
import { type MemoryPlan, none, registers } from "./MemoryPlan.ts";
import type { WasmModule } from "./WasmModule.ts";

/** A property that is asked of every step that it is about, where the step is emitted. */
export interface StepLaw {
  readonly tree: Tree<number>;
  readonly mayThrow: boolean;
  /** By transition: is it about it? */
  readonly relevant: Uint8Array;
}

/** What the code of steps rests on. */
export interface Stepping {
  readonly layout: Layout;
  readonly plan: MemoryPlan;
  readonly ids: ReadonlyMap<Transition, number>;
  /** By transition: could its actor have chosen something that waits? Null if none could. */
  readonly isStart: Uint8Array | null;
  readonly laws: readonly StepLaw[];
  readonly sleep: Independence | null;
}

/** Queries may say numbers of errors, which are far from the rest: no table is made up to there. */
const highestInTable = 255;

/** What a register holds. */
export const register = (at: number): Code => load(i32(0), at);

const raise = (at: number): Code => store(i32(0), add(register(at), i32(1)), at);

/** What a predicate may say, as a test here and in the code. */
export interface Said {
  readonly is: (value: number) => boolean;
  readonly test: (value: Code) => Code;
}

/** So many 32-bit numbers. */
export const i32s = (count: number): ValueType[] => new Array<ValueType>(count).fill("i32");

/**
 * Decision trees as WebAssembly. The first locals of every function are the words of a state, so the code of
 * a tree is the same wherever it stands. In queries of two states those of the second come next.
 */
export class WasmEmitter {
  /** Locals of the code of steps: what is asleep, where the state is from, where the batch ends. */
  readonly row: number;
  readonly meta: number;
  readonly out: number;
  /** Words after a step, and what a law says of it: not passed on to functions. */
  private readonly after: number;
  private readonly said: number;
  /** The first that is free. */
  readonly free: number;
  private readonly parts: Stepping;
  private readonly module: WasmModule;
  private readonly words: number;
  private readonly functions = new Map<Tree<number>, number>();
  private readonly shared = new SharedSubtrees();
  private readonly canSleep: Int32Array;
  /** Code of subtrees of the step at hand: some stand in several places. */
  private readonly bodies = new Map<StepTree, Code>();

  constructor(parts: Stepping, module: WasmModule) {
    this.parts = parts;
    this.module = module;
    this.words = parts.layout.words;
    this.row = this.words;
    this.meta = this.row + 1;
    this.out = this.row + 2;
    this.after = this.row + 3;
    this.said = this.after + this.words;
    this.free = this.said + 1;
    this.canSleep = everAsleep(parts.sleep);
  }

  /** What a predicate or query says of the words of the state at hand, and of those of the state after it. */
  query(tree: Tree<number>, after = this.words): Code {
    if (tree.kind === "leaf") return i32(tree.value);
    this.shared.note(tree);
    const values = [...this.wordsAt(0), ...(readsAfter(tree) ? this.wordsAt(after) : [])];
    return call(this.functionOf(tree), ...values);
  }

  /** Does something where a predicate says what is asked for: its tree stands there, but for what others share. */
  where(tree: Tree<number>, said: Said, then: Code): Code {
    if (nodesOf(tree).length > maxNodesPerFunction) return when(said.test(this.query(tree)), then);
    this.shared.note(tree);
    const body = (node: Tree<number>): Code => {
      if (node.kind === "leaf") return said.is(node.value) ? then : [];
      if (node !== tree && this.shared.has(node)) return when(said.test(this.query(node)), then);
      return this.branch(node, body);
    };
    return body(tree);
  }

  /** All ways on of one actor: what they lead to goes into the batch. */
  stepsOf(steps: readonly UnfoldedStep[]): Code {
    const nodes = steps.reduce((sum, { tree }) => sum + sizeOf(tree), 0);
    const cases = steps.map(({ position, tree }) => {
      this.bodies.clear();
      const body = this.stepTree(tree);
      const isSmall = nodes <= maxNodesPerFunction;
      return { codes: [position.code], body: isSmall ? body : this.apart(body) };
    });
    return choose(this.read(steps[0].actor.pc), [...cases, { codes: [], body: [] }]);
  }

  /** The code of a step as a call. */
  private apart(body: Code): Code {
    const number = this.module.add({
      parameters: i32s(this.after),
      hasResult: true,
      locals: i32s(this.free - this.after),
      body: [body, get(this.out)],
    });
    const values = Array.from({ length: this.after }, (_, at) => get(at));
    return set(this.out, call(number, ...values));
  }

  private functionOf(tree: Tree<number>): number {
    const known = this.functions.get(tree);
    if (known !== undefined) return known;
    const number = this.module.reserve();
    this.functions.set(tree, number);
    const body = (node: Tree<number>): Code => {
      if (node.kind === "leaf") return give(i32(node.value));
      if (node !== tree && this.shared.has(node)) return give(this.query(node));
      return this.branch(node, body);
    };
    this.module.define(number, {
      parameters: i32s((readsAfter(tree) ? 2 : 1) * this.words),
      hasResult: true,
      locals: [],
      body: [body(tree), trap],
    });
    return number;
  }

  private wordsAt(first: number): Code[] {
    return Array.from({ length: this.words }, (_, word) => get(first + word));
  }

  private stepTree(node: StepTree): Code {
    const known = this.bodies.get(node);
    if (known !== undefined) return known;
    const made = this.stepBody(node);
    this.bodies.set(node, made);
    return made;
  }

  private stepBody(node: StepTree): Code {
    if (node.kind === "leaf") return node.value === null ? [] : this.transition(node.value);
    if (node.test.kind === "choice") return node.children.map((child) => this.stepTree(child));
    return this.branch(node, (child) => this.stepTree(child));
  }

  /** One way on: noted, and looked up unless it leads to no state or is asleep. */
  private transition(transition: Transition): Code {
    const { plan, isStart } = this.parts;
    const id = this.idOf(transition);
    const noted = [
      store8(i32(plan.taken + id), i32(1)),
      isStart === null || isStart[id] === 1 ? [] : store(i32(0), i32(1), registers.moved),
    ];
    const { error, outOfScope } = transition;
    if (error !== null) return [noted, this.ended(registers.error, id)];
    if (outOfScope !== null) return [noted, this.ended(registers.outOfScope, id)];
    return [noted, this.successor(transition, id)];
  }

  private ended(first: number, id: number): Code {
    return [this.noteFirst(first, id), raise(registers.aside), raise(registers.ended)];
  }

  /** Notes where a transition is taken from, if it is the first of its kind. */
  private noteFirst(at: number, id: number, condition: Code = i32(1)): Code {
    const isFirst = equal(register(at), i32(none));
    return when(and(isFirst, condition), store(i32(0), this.origin(id), at));
  }

  private origin(id: number): Code {
    return or(get(this.meta), i32(id));
  }

  private successor(transition: Transition, id: number): Code {
    const { layout, plan, laws, sleep } = this.parts;
    const words = changedWords(transition, layout);
    const asked = laws.flatMap((law, at) => (law.relevant[id] === 1 ? [{ law, at }] : []));
    const values = words.map((word, at) => {
      const isChanged = word.mask !== 0;
      if (!isChanged) return get(at);
      const kept = and(get(at), i32(~word.mask));
      const moves = word.moves.map(({ effect, shift }) => shl(this.moved(effect), i32(shift)));
      const constant = word.constant === 0 ? [] : [i32(word.constant)];
      return [...constant, ...moves].reduce(or, ~word.mask === 0 ? i32(0) : kept);
    });
    const isKept = asked.length > 0;
    const kept = isKept ? values.map((value, at) => set(this.after + at, value)) : [];
    const stored = values.map((value, at) =>
      store(get(this.out), isKept ? get(this.after + at) : value, 4 * at),
    );
    const append = [
      stored,
      store(get(this.out), this.origin(id), plan.size),
      set(this.out, add(get(this.out), i32(plan.stride))),
    ];
    const judged = asked.map(({ law, at }) => this.judged(law, registers.laws + 8 * at, id));
    const one = sleep === null ? 0 : sleep.classOf[id];
    if (((this.canSleep[one >> 5] >>> (one & 31)) & 1) === 0) return [kept, judged, append];
    const isAsleep = and(load8(get(this.row), one >> 3), i32(1 << (one & 7)));
    return [kept, judged, when(isAsleep, raise(registers.aside), append)];
  }

  /** Is a law broken by a step, or does it throw? */
  private judged({ tree, mayThrow }: StepLaw, at: number, id: number): Code {
    const said = get(this.said);
    return [
      set(this.said, this.query(tree, this.after)),
      this.noteFirst(at, id, not(said)),
      mayThrow ? this.noteFirst(at + 4, id, less(i32(1), said)) : [],
    ];
  }

  private idOf(transition: Transition): number {
    const id = this.parts.ids.get(transition);
    if (id === undefined) throw new Error("a transition has no number");
    return id;
  }

  /** What a copied slot becomes: the other's code, or a function of it. */
  private moved(effect: MovedEffect): Code {
    const code = this.read(effect.from);
    if (effect.kind === "slot") return code;
    const { table } = effect;
    const sum = sumOf(table);
    if (sum !== null) return add(code, i32(sum));
    return table.reduce<Code>(
      (others, to, from) => (to <= 0 ? others : select(i32(to), others, equal(code, i32(from)))),
      i32(0),
    );
  }

  private branch<L>(node: Branch<L>, body: (child: Tree<L>) => Code): Code {
    const groups = grouped(node);
    if (groups.length === 1) return body(groups[0].child);
    const isFar = node.answers.some((answer) => answer > highestInTable);
    if (groups.length === 2 || isFar) return this.oneByOne(node.test, groups, body);
    const bodies = groups.map(({ child, answers }) => ({ codes: answers, body: body(child) }));
    return choose(this.subject(node.test), bodies);
  }

  private subject(test: Test): Code {
    if (test.kind === "choice") throw new Error("a choice inside a query");
    return test.kind === "slot" ? this.read(test.slot) : this.query(test.tree);
  }

  /** A condition for each way but the one with the most answers. */
  private oneByOne<L>(
    test: Test,
    groups: readonly Group<L>[],
    body: (child: Tree<L>) => Code,
  ): Code {
    const [most, ...others] = [...groups].sort((a, b) => b.answers.length - a.answers.length);
    return others.reduce((otherwise, { child, answers }) => {
      const condition = answers.map((answer) => this.equals(test, answer)).reduce(or);
      return when(condition, body(child), otherwise);
    }, body(most.child));
  }

  private equals(test: Test, answer: number): Code {
    if (test.kind !== "slot") return equal(this.subject(test), i32(answer));
    const { mask, shift } = this.parts.layout.placeOf(test.slot);
    const bits = and(get(this.wordOf(test.slot)), i32(mask << shift));
    return answer === 0 ? not(bits) : equal(bits, i32(answer << shift));
  }

  private wordOf(slot: Slot): number {
    return this.parts.layout.placeOf(slot).word + (slot.id < 0 ? this.words : 0);
  }

  private read(slot: Slot): Code {
    const { mask, shift } = this.parts.layout.placeOf(slot);
    if (mask === 0) return i32(0);
    const word = get(this.wordOf(slot));
    return and(shift === 0 ? word : shr(word, i32(shift)), i32(mask));
  }
}

/** By class a bit: is it asleep after anything? */
function everAsleep(sleep: Independence | null): Int32Array {
  if (sleep === null) return new Int32Array(1);
  const { rows, stride } = sleep;
  const some = new Int32Array(stride);
  for (const [at, bits] of rows.entries()) some[at % stride] |= bits;
  return some;
}
