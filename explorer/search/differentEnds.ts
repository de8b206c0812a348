import type { Compiled, CompiledProperty } from "../compile/index.ts";
import { calmestTo } from "./calmestPath.ts";
import type { Bounds } from "./explore.ts";
import { type Move, pathTo } from "./pathTo.ts";
import { StateTable } from "./StateTable.ts";
import { Successors } from "./Successors.ts";

/** What a search for different runs is for. */
export interface Different {
  readonly property: string;
  /** The most runs. */
  readonly most: number;
  readonly bounds: Pick<Bounds, "maxStates" | "maxSeconds">;
  readonly isNoisy: (actor: string) => boolean;
  /** What is wrong at the end of a run, in words. */
  readonly wrongAfter: (moves: readonly Move[]) => string;
}

/** Of how many runs it is asked what is wrong, of one level and of all: that takes each of them again. */
const mostAsked = { inLevel: 50, inAll: 1_000 } as const;

/** Runs that end alike: in which level the first of them are, and the transitions out of it. */
interface End {
  readonly level: number;
  readonly from: (readonly [at: number, leaf: number])[];
}

/**
 * Runs that break a property for the first time, each by another last step (another actor, or another step of
 * its) or with something else wrong at its end: of each the calmest of the shortest, the shortest first. States
 * that break it are not gone through. What is wrong is asked of some runs only, so there may be more.
 */
export function differentEnds(
  compiled: Compiled,
  { property, most, bounds, isNoisy, wrongAfter }: Different,
): Move[][] {
  const asked = compiled.properties.find(({ id }) => id === property);
  if (asked === undefined) throw new Error(`the system has no property ${property}`);
  const search = new FirstBreaks(compiled, asked, wrongAfter);
  const start = performance.now();
  const { maxStates = Number.POSITIVE_INFINITY, maxSeconds = Number.POSITIVE_INFINITY } = bounds;
  const isWithin = () =>
    search.states <= maxStates && performance.now() - start <= 1000 * maxSeconds;
  while (search.ends.size < most && isWithin() && search.level());
  return [...search.ends.values()].slice(0, most).map(({ level, from }) => {
    const ends = { of: "transitions", from } as const;
    return calmestTo(compiled, search.levels.slice(0, level + 1), ends, isNoisy);
  });
}

/** Breadth first, but never beyond a state or a step that breaks the property. */
class FirstBreaks {
  readonly levels: Int32Array[];
  readonly ends = new Map<string, End>();
  readonly table: StateTable;
  private readonly steps = new Set<string>();
  private readonly compiled: Compiled;
  private readonly property: CompiledProperty;
  private readonly successors: Successors;
  private readonly wrongAfter: Different["wrongAfter"];
  private asked = { inLevel: 0, inAll: 0 };

  constructor(compiled: Compiled, property: CompiledProperty, wrongAfter: Different["wrongAfter"]) {
    const { words } = compiled.layout;
    this.compiled = compiled;
    this.property = property;
    this.wrongAfter = wrongAfter;
    this.table = new StateTable(words, compiled.transitions.length);
    this.successors = new Successors(compiled);
    const { batch } = this.successors;
    batch.states.set(compiled.initial);
    batch.parent[0] = -1;
    this.table.reserve(1);
    const isBroken = property.holds.over === "states" && this.isBroken(compiled.initial, 0);
    this.table.insert(batch, isBroken ? 0 : 1);
    this.table.nextLevel();
    this.levels = isBroken ? [] : [compiled.initial.slice()];
  }

  get states(): number {
    return this.table.count;
  }

  /** Expands the newest level; false if there is none. */
  level(): boolean {
    const level = this.levels.at(-1);
    if (level === undefined) return false;
    const { table, successors } = this;
    const { words } = this.compiled.layout;
    this.asked.inLevel = 0;
    successors.each(level, 0, level.length / words, (n) => {
      const kept = this.withoutBroken(level, n);
      table.reserve(kept);
      table.insert(successors.batch, kept);
    });
    table.nextLevel();
    const size = table.levelEnd - table.levelStart;
    if (size > 0) this.levels.push(table.level.slice(0, size * words));
    return size > 0;
  }

  /** Takes out of the batch what breaks the property, and notes it; and what leads to no state. */
  private withoutBroken(level: Int32Array, n: number): number {
    const { parent, leaf } = this.successors.batch;
    return this.successors.keepStates(n, (i) => {
      const isBroken = this.isBrokenBy(level, i);
      if (isBroken) this.note(parent[i], leaf[i]);
      return !isBroken;
    });
  }

  private isBrokenBy(level: Int32Array, i: number): boolean {
    const { holds } = this.property;
    const { states, parent, leaf } = this.successors.batch;
    if (holds.over === "states") return this.isBroken(states, i);
    if (holds.relevant[leaf[i]] === 0) return false;
    const { words } = this.compiled.layout;
    const one = [states.subarray(i * words), parent.subarray(i), leaf.subarray(i)] as const;
    return holds.isFalse(level, ...one, 1, holds.relevant) === 0;
  }

  private isBroken(states: Int32Array, i: number): boolean {
    const { holds } = this.property;
    return holds.over === "states" && holds.isFalse(states, i, i + 1) === i;
  }

  private note(at: number, leaf: number): void {
    const state = this.table.levelStart + at;
    const moves = pathTo(this.compiled, this, { state, transition: leaf });
    const last = moves.at(-1);
    const step = `${last?.name} ${last?.procedure}.${last?.step}`;
    const { inLevel, inAll } = this.asked;
    const isAsked = inLevel < mostAsked.inLevel && inAll < mostAsked.inAll;
    if (!isAsked && this.steps.has(step)) return;
    this.steps.add(step);
    this.asked = { inLevel: inLevel + 1, inAll: inAll + 1 };
    const key = `${step}: ${this.wrongAfter(moves)}`;
    const level = this.levels.length - 1;
    const end = this.ends.get(key) ?? { level, from: [] };
    this.ends.set(key, end);
    if (end.level === level) end.from.push([at, leaf]);
  }
}
