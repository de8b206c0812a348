import type { Tree } from "../Tree.ts";
import type { UnfoldedStep } from "../unfold.ts";
import { bitOf } from "./alarmsOf.ts";
import {
  add,
  and,
  block,
  br,
  brIf,
  type Code,
  equal,
  get,
  give,
  i32,
  load,
  load16,
  loop,
  mul,
  not,
  or,
  set,
  shl,
  store,
  unequal,
  when,
} from "./code.ts";
import { leafBits, type MemoryPlan, none, registers } from "./MemoryPlan.ts";
import { i32s, register, type Said, type Stepping, type WasmEmitter } from "./WasmEmitter.ts";
import type { WasmFunction } from "./WasmModule.ts";

/** The words of a state become the first locals. */
function loads({ words }: MemoryPlan, at: Code): Code {
  return Array.from({ length: words }, (_, word) => set(word, load(at, 4 * word)));
}

/** For each place from one on, up to what a register says: the body. */
function eachPlace(place: number, first: Code, last: number, ...body: Code): Code {
  const next = set(place, add(get(place), i32(1)));
  const isLast = equal(get(place), register(last));
  return [set(place, first), block(loop(brIf(isLast, 1), body, next, br(0)))];
}

/** Puts all that the states of a chunk lead to into the batch, one state after the other; gives where it ends. */
export function expandCode(
  emitter: WasmEmitter,
  { plan, isStart, sleep }: Stepping,
  byActor: readonly (readonly UnfoldedStep[])[],
): WasmFunction {
  const { out, row, meta, free } = emitter;
  const [place, at, outBefore, asideBefore, actors] = [0, 1, 2, 3, 4].map((more) => free + more);
  const leaf = leafAt(plan, plan.leaves, place);
  const mark = [set(outBefore, get(out)), set(asideBefore, register(registers.aside))];
  const hasMoved = or(
    unequal(get(out), get(outBefore)),
    unequal(register(registers.aside), get(asideBefore)),
  );
  const moves = byActor.map((steps) => {
    const code = emitter.stepsOf(steps);
    if (isStart === null) return code;
    const acted = shl(hasMoved, i32(steps[0].actor.index));
    return [mark, code, set(actors, or(get(actors), acted))];
  });
  const still = add(i32(plan.stills), mul(register(registers.stills), i32(8)));
  return {
    parameters: [],
    hasResult: true,
    locals: i32s(free + 5),
    body: [
      set(out, i32(plan.batch)),
      eachPlace(
        place,
        i32(0),
        registers.count,
        set(at, add(i32(plan.states), mul(get(place), i32(plan.size)))),
        loads(plan, get(at)),
        sleep === null ? [] : set(row, load(add(i32(plan.rowOf), mul(leaf, i32(4))))),
        set(meta, shl(get(place), i32(leafBits))),
        isStart === null ? mark : [store(i32(0), i32(0), registers.moved), set(actors, i32(0))],
        moves,
        when(isStart === null ? not(hasMoved) : not(register(registers.moved)), [
          store(still, get(place)),
          store(still, get(actors), 4),
          store(i32(0), add(register(registers.stills), i32(1)), registers.stills),
        ]),
      ),
      get(out),
    ],
  };
}

/** A predicate, and what it is asked for. */
export interface Question {
  readonly tree: Tree<number>;
  readonly said: Said;
}

/** Gives the first of the new states between two registers of which a predicate says what is asked for, or -1. */
export function finderCode(
  emitter: WasmEmitter,
  plan: MemoryPlan,
  { tree, said }: Question,
): WasmFunction {
  const [place, at] = [plan.words, plan.words + 1];
  return {
    parameters: [],
    hasResult: true,
    locals: i32s(plan.words + 2),
    body: [
      eachPlace(
        place,
        register(registers.from),
        registers.to,
        set(at, newState(plan, place)),
        loads(plan, get(at)),
        emitter.where(tree, said, give(get(place))),
      ),
      i32(none),
    ],
  };
}

/** Gives the first new state of which any of the predicates does, of those that its transition may have changed; or -1. */
export function alarmCode(
  emitter: WasmEmitter,
  plan: MemoryPlan,
  questions: readonly Question[],
): WasmFunction {
  const [place, at, asked] = [0, 1, 2].map((more) => plan.words + more);
  return {
    parameters: [],
    hasResult: true,
    locals: i32s(plan.words + 3),
    body: [
      eachPlace(
        place,
        i32(0),
        registers.to,
        set(asked, load(add(i32(plan.alarms), mul(leafAt(plan, plan.freshLeaves, place), i32(4))))),
        when(get(asked), [
          set(at, newState(plan, place)),
          loads(plan, get(at)),
          questions.map(({ tree, said }, question) =>
            when(
              and(get(asked), i32(bitOf(question))),
              emitter.where(tree, said, give(get(place))),
            ),
          ),
        ]),
      ),
      i32(none),
    ],
  };
}

function newState({ freshStates, size }: MemoryPlan, place: number): Code {
  return add(i32(freshStates), mul(get(place), i32(size)));
}

/** The transition at a place of a list. */
function leafAt({ leafSize }: MemoryPlan, list: number, place: number): Code {
  return (leafSize === 2 ? load16 : load)(add(i32(list), mul(get(place), i32(leafSize))));
}
