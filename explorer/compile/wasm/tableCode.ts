import {
  add,
  allLanes64,
  and,
  anyLane,
  block,
  br,
  brIf,
  type Code,
  equal,
  equalLanes64,
  get,
  i32,
  i64,
  less,
  load,
  load32to64,
  load64,
  loadVector,
  loop,
  mul,
  mul64,
  narrow,
  not,
  not64,
  or,
  or64,
  orLanes,
  set,
  shr,
  shr64,
  splat64,
  store,
  store16,
  trap,
  type ValueType,
  when,
  xor64,
} from "./code.ts";
import { leafBits, type MemoryPlan, registers } from "./MemoryPlan.ts";
import type { WasmFunction } from "./WasmModule.ts";

// The hash table: which line a state is looked for in first grows with its hash, so the table can grow in place.

/** Locals of both functions; the entry, and for `reinsert` where entries end and what comes first of the table. */
const local = { entry: 0, end: 1, first: 2, place: 3, fresh: 4, lane: 5, hash: 6 } as const;

const register = (at: number): Code => load(i32(0), at);

/** Pairs of words; an odd last one alone. */
function lanesOf({ words }: MemoryPlan, at: Code): Code[] {
  return Array.from({ length: Math.ceil(words / 2) }, (_, lane) =>
    2 * lane + 1 < words ? load64(at, 8 * lane) : load32to64(at, 8 * lane),
  );
}

/** The address of the line where the state at an address is looked for first. */
function hashed(plan: MemoryPlan, at: Code): Code {
  const mixed = lanesOf(plan, at).map((lane, i) => {
    const before = i === 0 ? i64(0x9e3779b97f4a7c15n) : get(local.hash);
    const value = mul64(xor64(before, lane), i64(0xbf58476d1ce4e5b9n));
    return [
      set(local.hash, value),
      set(local.hash, xor64(get(local.hash), shr64(get(local.hash), i64(32n)))),
    ];
  });
  const high = shr64(mul64(get(local.hash), i64(0x94d049bb133111ebn)), i64(32n));
  const number = narrow(shr64(mul64(high, load32to64(i32(0), registers.lines)), i64(32n)));
  return [mixed, add(i32(plan.table), mul(number, i32(plan.line)))];
}

const move = (which: number, by: number): Code => set(which, add(get(which), i32(by)));

/** From one state of a table or window to the next, past what is left at the end of a line. */
function next(plan: MemoryPlan, which: number): Code {
  const gap = plan.line - plan.perLine * plan.size;
  const isGap = less(i32(plan.line - plan.size), and(get(which), i32(plan.line - 1)));
  return [move(which, plan.size), gap === 0 ? [] : when(isGap, move(which, gap))];
}

/** After the end of the table comes its beginning. */
function wrapped(plan: MemoryPlan): Code {
  const isEnd = equal(get(local.place), register(registers.tableEnd));
  return when(isEnd, set(local.place, i32(plan.table)));
}

/** To the first place that holds nothing, from a place on. */
function toEmpty(plan: MemoryPlan): Code {
  return loop(when(load(get(local.place)), [next(plan, local.place), wrapped(plan), br(1)]));
}

function copy(plan: MemoryPlan, to: number, from: number): Code {
  return Array.from({ length: plan.words }, (_, word) =>
    store(get(to), load(get(from), 4 * word), 4 * word),
  );
}

/** Is the state of the entry in the line? Compared all at once. */
function isInLine(plan: MemoryPlan): Code {
  const four = [0, 16, 32, 48].map((at) => loadVector(get(local.place), at));
  if (plan.words === 4) {
    const same = four.map((one) => allLanes64(equalLanes64(one, loadVector(get(local.entry)))));
    return same.reduce(or);
  }
  const wanted = splat64(load64(get(local.entry)));
  return anyLane(four.map((one) => equalLanes64(one, wanted)).reduce(orLanes));
}

/** Looks for the state of the entry from `place` on: out of the block around if it is there, else at an empty place. */
function probe(plan: MemoryPlan): Code {
  const { place, entry } = local;
  if (plan.words === 2 || plan.words === 4) {
    const isFull = load(get(place), 64 - plan.size);
    return [
      loop(brIf(isInLine(plan), 1), when(isFull, [move(place, plan.line), wrapped(plan), br(1)])),
      toEmpty(plan),
    ];
  }
  const theirs = lanesOf(plan, get(place));
  const differences = lanesOf(plan, get(entry)).map((lane, i) => xor64(lane, theirs[i]));
  return loop(
    brIf(not64(differences.reduce(or64)), 1),
    when(load(get(place)), [next(plan, place), wrapped(plan), br(1)]),
  );
}

/** A new state: into the table, and to what is new, with its parent and transition. */
function keep(plan: MemoryPlan): Code {
  const { place, entry, fresh, lane } = local;
  const leaf = and(load(get(entry), plan.size), i32(2 ** leafBits - 1));
  const parent = add(
    register(registers.firstParent),
    shr(load(get(entry), plan.size), i32(leafBits)),
  );
  const leafAt = add(i32(plan.freshLeaves), mul(get(fresh), i32(plan.leafSize)));
  return [
    copy(plan, place, entry),
    set(lane, add(i32(plan.freshStates), mul(get(fresh), i32(plan.size)))),
    copy(plan, lane, entry),
    store(add(i32(plan.freshParents), mul(get(fresh), i32(4))), parent),
    plan.leafSize === 2 ? store16(leafAt, leaf) : store(leafAt, leaf),
    move(fresh, 1),
  ];
}

/** For each entry: the body, with `entry` at it. */
function eachEntry(from: Code, next: Code, ...body: Code): Code {
  const { entry, end } = local;
  return [set(entry, from), block(loop(brIf(equal(get(entry), get(end)), 1), body, next, br(0)))];
}

const rest: readonly ValueType[] = ["i32", "i32", "i32", "i64"];

/** Inserts the entries of the batch up to `end`: first all lines are asked for, so that misses overlap. */
export function insertCode(plan: MemoryPlan): WasmFunction {
  const { entry, place, lane } = local;
  const lineAt = plan.size + 4;
  return {
    parameters: ["i32", "i32", "i32"],
    hasResult: false,
    locals: rest,
    body: [
      eachEntry(
        i32(plan.batch),
        move(entry, plan.stride),
        set(place, hashed(plan, get(entry))),
        store(get(entry), get(place), lineAt),
        set(lane, add(get(lane), load(get(place)))),
      ),
      store(i32(0), get(lane), registers.touched),
      eachEntry(
        i32(plan.batch),
        move(entry, plan.stride),
        block(set(place, load(get(entry), lineAt)), probe(plan), keep(plan)),
      ),
      store(i32(0), get(local.fresh), registers.fresh),
    ],
  };
}

/** Puts the states of the window up to `end` back into a table that has grown, from `first` on. */
export function reinsertCode(plan: MemoryPlan): WasmFunction {
  const { entry, place, first } = local;
  return {
    parameters: ["i32", "i32", "i32"],
    hasResult: false,
    locals: rest,
    body: eachEntry(
      i32(plan.window),
      next(plan, entry),
      block(
        brIf(not(load(get(entry))), 0),
        set(place, hashed(plan, get(entry))),
        // Whatever lies before is still to be taken out: it would leave a hole. Entries do not stray that far.
        when(less(get(place), get(first)), trap),
        toEmpty(plan),
        copy(plan, place, entry),
      ),
    ),
  };
}
