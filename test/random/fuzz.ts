import { Command, InvalidArgumentError } from "commander";
import fc from "fast-check";
import type { SystemAst } from "./ast.ts";
import { findReverts } from "./findReverts.ts";
import { Systems } from "./generate/index.ts";
import { printSystem } from "./printSystem.ts";
import { shrunk } from "./shrunk.ts";
import { tryOne } from "./tryOne.ts";

// Random systems on both engines, with and without passes, until they disagree.

interface Options {
  readonly runs: number;
  readonly seed: number;
  readonly shrink: number;
  readonly reverts?: boolean;
}

interface Figures {
  systems: number;
  states: number;
  refused: number;
  skipped: number;
}

const maxStates = 1_500;
/** Systems that are generated at once; which seed each chunk has follows from the first one. */
const chunk = 100;

/** Compares systems until two searches differ; gives that system and what differs. */
function fuzz(
  { runs, seed }: Options,
  figures: Figures,
  onSystem: () => void,
): { readonly ast: SystemAst; readonly what: string; readonly seed: number } | null {
  for (let from = 0; from < runs; from += chunk) {
    const asts = fc.sample(new Systems(), {
      seed: (seed + from) | 0,
      numRuns: Math.min(chunk, runs - from),
    });
    for (const [at, ast] of asts.entries()) {
      const effort = { maxStates, seed: seed + from + at, isThorough: true };
      const found = compared(ast, effort);
      figures.systems += 1;
      if (found.kind === "differ") return { ast, what: found.what, seed: effort.seed };
      if (found.kind === "agree") figures.states += found.naive.states;
      if (found.kind === "refused") figures.refused += 1;
      if (found.kind === "skipped") figures.skipped += 1;
      onSystem();
    }
  }
  return null;
}

/** An engine that crashes differs from one that does not. */
function compared(ast: SystemAst, effort: Parameters<typeof tryOne>[1]): ReturnType<typeof tryOne> {
  try {
    return tryOne(ast, effort);
  } catch (thrown) {
    return {
      kind: "differ",
      what: `crash: ${thrown instanceof Error ? thrown.stack : String(thrown)}`,
    };
  }
}

function whole(least: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    if (value >= least) return value;
    throw new InvalidArgumentError(`Give a whole number from ${least} to 999999999.`);
  };
}

function main(options: Options): void {
  if (options.reverts === true) {
    const isAll = findReverts(options.runs, options.seed, (line) => console.log(line));
    if (!isAll) process.exitCode = 1;
    return;
  }
  const start = performance.now();
  const figures: Figures = { systems: 0, states: 0, refused: 0, skipped: 0 };
  const { stderr } = process;
  const progress = () => {
    if (stderr.isTTY && figures.systems % 20 === 0) stderr.write(`\r${figures.systems} systems`);
  };
  const found = fuzz(options, figures, progress);
  if (stderr.isTTY) stderr.write("\r\x1b[K");
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const { systems, states, refused, skipped } = figures;
  if (found === null) {
    console.log(
      `${systems} systems agree: ${states} states compared in ${seconds} s, ${refused} refused, ${skipped} skipped`,
    );
    return;
  }
  const whatOf = (ast: SystemAst) => {
    const again = tryOne(ast, { maxStates, seed: found.seed, isThorough: true });
    return again.kind === "differ" ? again.what : null;
  };
  const isCrash = found.what.startsWith("crash");
  const smallest = isCrash ? found.ast : shrunk(found.ast, whatOf, options.shrink);
  const what = isCrash ? found.what : whatOf(smallest);
  console.log(
    `// system ${systems} of seed ${options.seed} differs: ${what?.replaceAll("\n", "\n// ")}`,
  );
  console.log(printSystem(smallest));
  process.exitCode = 1;
}

const program = new Command("fuzz")
  .description("Compares the compiled search with the reference on random systems.")
  .option("--runs <n>", "systems to compare", whole(1), 1_000)
  .option("--seed <n>", "where the random numbers start", whole(0), 1)
  .option("--shrink <seconds>", "how long to look for a smaller system that differs", whole(0), 60)
  .option("--reverts", "bring old faults back, one by one: after how many systems is each found?")
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(main);
await program.parseAsync();
