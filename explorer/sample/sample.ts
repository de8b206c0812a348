import fc from "fast-check";
import type { Compiled } from "../compile/index.ts";
import { newBatch } from "../search/index.ts";
import { Walker } from "./Walker.ts";

export interface SampleOptions {
  readonly runs: number;
  /** The most steps of one run. */
  readonly steps: number;
  readonly seed: number;
  /** Where a failure was: with its seed, goes there directly. */
  readonly path: string | null;
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
interface Real {
  readonly walker: Walker;
  readonly reached: Set<string>;
  readonly property: string;
}

class Broken extends Error {}

/** A command of the model: one actor takes one of the steps that it can take, if it can take any. */
class Step implements fc.Command<object, Real> {
  private readonly by: number;
  private readonly pick: number;
  private readonly name: string;
  private readonly seen: { walker: Walker | null };

  constructor(by: number, pick: number, name: string, seen: { walker: Walker | null }) {
    this.by = by;
    this.pick = pick;
    this.name = name;
    this.seen = seen;
  }

  check(): boolean {
    return this.seen.walker !== null && this.seen.walker.options(this.by) > 0;
  }

  run(_: object, { walker, reached, property }: Real): void {
    const broken = walker.take(this.by, this.pick % walker.options(this.by));
    reached.add(walker.key);
    if (broken.includes(property)) throw new Broken(property);
  }

  toString(): string {
    return `${this.name}#${this.pick}`;
  }
}

/** Separates fast-check's path from the path within the commands. */
const pathSeparator = "/";

/**
 * Looks for a violation of one property by stateful fast-check: random runs of the same actors, and a
 * failing run shrunk. It shows presence, never absence.
 */
export function sample(compiled: Compiled, property: string, options: SampleOptions): Sample {
  const batch = newBatch(compiled.layout.words, compiled.fanout + 1);
  const current: { walker: Walker | null } = { walker: null };
  const reached = new Set<string>();
  let moves: Walker["moves"] = [];
  const [path, replayPath] = splitPath(options.path);
  const commands = fc.commands(stepsOf(compiled, current), {
    maxCommands: options.steps,
    size: "max",
    ...(replayPath !== undefined && { replayPath }),
  });
  const run = fc.property(commands, (sequence) => {
    const walker = new Walker(compiled, batch);
    current.walker = walker;
    reached.add(walker.key);
    try {
      fc.modelRun(() => ({ model: {}, real: { walker, reached, property } }), sequence);
    } catch (error) {
      moves = walker.moves;
      throw error;
    }
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

/** The path within the commands may hold the separator too, so only the first one counts. */
function splitPath(path: string | null): [string?, string?] {
  if (path === null) return [];
  const at = path.indexOf(pathSeparator);
  return at < 0 ? [path] : [path.slice(0, at), path.slice(at + 1)];
}

function stepsOf(
  compiled: Compiled,
  current: { walker: Walker | null },
): fc.Arbitrary<fc.Command<object, Real>>[] {
  return compiled.expanders.map((_, by) =>
    fc
      .nat({ max: Math.max(1, compiled.fanout) - 1 })
      .map((pick) => new Step(by, pick, `actor ${by}`, current)),
  );
}
