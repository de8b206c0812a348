import type { Independence } from "../Independence.ts";

/** Where counters and arguments lie, in bytes. */
export const registers = {
  /** How many states to expand. */
  count: 0,
  /** Transitions that were put into no batch: asleep, or with no state after them. */
  aside: 4,
  /** Those among them that have no state after them. */
  ended: 8,
  /** Was the state at hand left by anything but a start? */
  moved: 12,
  /** The first transition that breaks a rule, and that leaves the scope. */
  error: 16,
  outOfScope: 20,
  /** How many states nothing but starts leave. */
  stills: 24,
  /** How many states were new. */
  fresh: 28,
  /** Of the hash table: how many lines, and where it ends. */
  lines: 32,
  tableEnd: 36,
  /** The number of the state that parents are counted from. */
  firstParent: 40,
  /** Which states to look at. */
  from: 44,
  to: 48,
  /** What keeps loads that only warm the cache from being left out. */
  touched: 52,
  /** For each property of steps: its first violation, and the first error of its own. */
  laws: 56,
} as const;

/** Stands for no transition in a register. */
export const none = -1;

/** In an entry of the batch, the transition takes the low bits, the place of the parent in its chunk those above. */
export const leafBits = 23;
const mostInChunk = 2 ** (32 - leafBits);
/** About so many successors are on their way at once: they stay in the second-level cache. */
const inBatch = 2 ** 14;
/** Lines that are taken out of the table at once when it grows. */
export const windowLines = 4096;

/** What there is to lay out. */
export interface Sizes {
  readonly words: number;
  readonly transitions: number;
  readonly fanout: number;
  readonly laws: number;
}

/** Where everything lies in the memory of a search, in bytes. */
export type MemoryPlan = ReturnType<typeof planOf>;

/** Lays out the memory of a search. The table comes last, so that it can grow. */
export function planOf({ words, transitions, fanout, laws }: Sizes, sleep: Independence | null) {
  const most = Math.max(1, fanout);
  const chunk = Math.max(1, Math.min(mostInChunk, Math.floor(inBatch / most)));
  const successors = chunk * most;
  /** Bytes of a state, and of the number of a transition. */
  const size = 4 * words;
  const leafSize = transitions < 2 ** 16 - 1 ? 2 : 4;
  /** Bytes of an entry of the batch: a state, whence it came, where it is looked for. */
  const stride = size + 8;
  // A line of the cache where states fill it but for an eighth; else states one after the other.
  const fitting = Math.floor(64 / size);
  const isLine = fitting > 1 && 64 - fitting * size <= 8;
  const line = isLine ? 64 : size;
  let end: number = registers.laws + 8 * laws;
  const take = (bytes: number): number => {
    const start = Math.ceil(end / 64) * 64;
    end = start + bytes;
    return start;
  };
  return {
    words,
    chunk,
    size,
    leafSize,
    stride,
    /** Bytes and states of a line of the table. */
    line,
    perLine: isLine ? fitting : 1,
    taken: take(transitions),
    /** Rows of what is asleep, and by transition the address of its row. */
    rows: take(sleep === null ? 0 : sleep.rows.byteLength),
    rowOf: take(sleep === null ? 0 : sleep.classOf.byteLength),
    /** By transition, and for none, a bit for each question that it may change the answer of. */
    alarms: take(4 * (transitions + 1)),
    stills: take(8 * chunk),
    states: take(size * chunk),
    leaves: take(leafSize * chunk),
    freshStates: take(size * successors),
    freshParents: take(4 * successors),
    freshLeaves: take(leafSize * successors),
    batch: take(stride * successors),
    window: take(line * windowLines),
    table: take(0),
  } as const;
}
