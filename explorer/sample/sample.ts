import fc from "fast-check";
import type { Compiled } from "../compile/index.ts";
import { newBatch } from "../search/index.ts";
import { Walker } from "./Walker.ts";

export interface SampleOptions {
  readonly runs: number;
  /** The most bursts of steps of one run. */
  readonly bursts: number;
  readonly seed: number;
  /** Where a failure was: with its seed, goes there directly. */
  readonly path: string | null;
  /** Told of each run that begins, by its number; those that shrink a failure count on. */
  readonly onRun?: (run: number) => void;
}

export interface Sample {
  readonly seed: number;
  readonly runs: number;
  /** Null if no run broke the property. */
  readonly failure: {
    readonly path: string;
    readonly moves: Walker["moves"];
    readonly shrinks: number;
  } | null;
  /** The distinct states that the runs reached. */
  readonly reached: ReadonlySet<string>;
}

/** What fast-check's runs share: the walk, and what was seen in all of them. */
export interface Real {
  readonly walker: Walker;
  readonly reached: Set<string>;
  readonly property: string;
}

class Broken extends Error {}

/**
 * A command of the model: one actor takes some steps, as long as it can. Bursts come closer to how
 * threads run than single steps do, and reach deeper states in as many commands.
 */
class Burst implements fc.Command<object, Real> {
  private readonly by: number;
  private readonly picks: readonly number[];
  private readonly seen: { walker: Walker | null };

  constructor(by: number, picks: readonly number[], seen: { walker: Walker | null }) {
    this.by = by;
    this.picks = picks;
    this.seen = seen;
  }

  check(): boolean {
    return this.seen.walker !== null && this.seen.walker.options(this.by) > 0;
  }

  run(_: object, { walker, reached, property }: Real): void {
    for (const pick of this.picks) {
      const options = walker.options(this.by);
      if (options === 0) return;
      const broken = walker.take(this.by, pick % options);
      reached.add(walker.key);
      if (broken.includes(property)) throw new Broken(property);
    }
  }

  toString(): string {
    return `${this.by}:${this.picks}`;
  }
}

/** The most steps of one burst. */
const longestBurst = 8;

/** Separates fast-check's path from the path within the commands. */
const pathSeparator = "/";

/**
 * Looks for a violation of one property by stateful fast-check: random runs of the same actors, and a
 * failing run shrunk. It shows presence, never absence.
 */
export function sample(compiled: Compiled, property: string, options: SampleOptions): Sample {
  const reached = new Set<string>();
  let moves: Walker["moves"] = [];
  const [path, replayPath] = splitPath(options.path);
  let runs = 0;
  const run = runProperty(compiled, property, {
    bursts: options.bursts,
    reached,
    ...(replayPath !== undefined && { replayPath }),
    onRun: () => {
      runs += 1;
      options.onRun?.(runs);
    },
    onBroken: (broken) => {
      moves = broken;
    },
  });
  const details = fc.check(run, {
    numRuns: options.runs,
    seed: options.seed,
    ...(path !== undefined && { path }),
  });
  if (details.errorInstance !== null && !(details.errorInstance instanceof Broken)) {
    if (details.errorInstance instanceof Error) throw details.errorInstance;
  }
  const { seed, numRuns, counterexample, counterexamplePath, numShrinks } = details;
  const within = /replayPath="([^"]*)"/.exec(String(counterexample?.[0]))?.[1] ?? "";
  return {
    seed,
    runs: numRuns,
    failure: details.failed
      ? { path: `${counterexamplePath}${pathSeparator}${within}`, moves, shrinks: numShrinks }
      : null,
    reached,
  };
}

/** What a property of runs is told of them. */
export interface RunOptions {
  /** The most bursts of steps of one run. */
  readonly bursts: number;
  readonly replayPath?: string;
  /** Every state that is reached is added. */
  readonly reached?: Set<string>;
  readonly onRun?: () => void;
  /** Told of the moves of each run that breaks the property, also while it is shrunk. */
  readonly onBroken?: (moves: Walker["moves"]) => void;
}

/** Random runs of a system's actors, none of which breaks a property: for fast-check. */
export function runProperty(
  compiled: Compiled,
  property: string,
  { bursts, replayPath, reached = new Set(), onRun, onBroken }: RunOptions,
) {
  const batch = newBatch(compiled.layout.words, compiled.fanout + 1);
  const current: { walker: Walker | null } = { walker: null };
  const commands = fc.commands(burstsOf(compiled, current), {
    maxCommands: bursts,
    size: "max",
    ...(replayPath !== undefined && { replayPath }),
  });
  return fc.property(commands, (sequence) => {
    onRun?.();
    const walker = new Walker(compiled, batch);
    current.walker = walker;
    reached.add(walker.key);
    try {
      fc.modelRun(() => ({ model: {}, real: { walker, reached, property } }), sequence);
    } catch (error) {
      if (error instanceof Broken) onBroken?.(walker.moves);
      throw error;
    }
  });
}

/** The path within the commands may hold the separator too, so only the first one counts. */
function splitPath(path: string | null): [string?, string?] {
  if (path === null) return [];
  const at = path.indexOf(pathSeparator);
  return at < 0 ? [path] : [path.slice(0, at), path.slice(at + 1)];
}

function burstsOf(
  compiled: Compiled,
  current: { walker: Walker | null },
): fc.Arbitrary<fc.Command<object, Real>>[] {
  const pick = fc.nat({ max: Math.max(1, compiled.fanout) - 1 });
  const picks = fc.array(pick, { minLength: 1, maxLength: longestBurst, size: "max" });
  return compiled.expanders.map((_, by) => picks.map((some) => new Burst(by, some, current)));
}
