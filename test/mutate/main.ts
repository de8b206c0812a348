import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import fc from "fast-check";
import { build } from "./build.ts";
import { keyOf, type Mutant } from "./Mutant.ts";
import { lineOf, reportOf, type Tried } from "./reportOf.ts";
import type { Memory } from "./Suite.ts";
import { survivors } from "./survivors.ts";
import { Workers } from "./Workers.ts";

// Changes the model and the laws in small ways, and says which changes no verdict sees.

interface Options {
  readonly sample?: number;
  readonly seed: number;
  readonly jobs: number;
  readonly file?: string;
  readonly trials: string;
  readonly without: readonly string[];
  readonly json?: boolean;
}

function whole(least: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    if (value >= least) return value;
    throw new InvalidArgumentError(`Give a whole number from ${least} to 999999999.`);
  };
}

/** Those to try: all, those of some files, or a sample of them. */
function chosen(mutants: readonly Mutant[], { sample, seed, file }: Options): readonly Mutant[] {
  const some = mutants.filter((one) => file === undefined || one.file.startsWith(file));
  if (some.length === 0) throw new Error(`no mutants in ${file}`);
  if (sample === undefined || sample >= some.length) return some;
  const lengths = { minLength: sample, maxLength: sample };
  return fc.sample(fc.shuffledSubarray([...some], lengths), { seed, numRuns: 1 })[0];
}

/** For each mutant the trials that may see it: those to which it would make a difference, the quickest first. */
function trialsFor(memories: readonly Memory[]): (mutant: Mutant) => readonly Memory[] {
  const sorted = memories.toSorted((a, b) => a.milliseconds - b.milliseconds);
  const all = sorted.map((memory) => {
    const facts = JSON.stringify(memory.facts);
    const first = sorted.find((one) => JSON.stringify(one.facts) === facts);
    // Two kernels that make no difference to a system: one is enough, unless kernels are what is changed.
    const isAgain = "code" in Object(memory.facts) && first !== memory;
    return { memory: { ...memory, differing: [] }, differing: new Set(memory.differing), isAgain };
  });
  return ({ id, file, part }) =>
    all
      .filter(
        ({ differing, isAgain }) =>
          differing.has(id) && !(isAgain && !file.startsWith("model/kernels")),
      )
      .map(({ memory }) => memory)
      .filter(({ only }) => only === null || only === part);
}

async function main(options: Options): Promise<void> {
  const folder = mkdtempSync(join("node_modules", ".mutate-"));
  try {
    const all = await build(folder);
    const mutants = chosen(all, options);
    const workers = new Workers(join(import.meta.dirname, "worker.js"), join(folder, "trials.js"));
    const memories = await workers.remember(options.trials);
    const { without } = options;
    const asked = memories.filter(({ name }) => !without.some((text) => name.includes(text)));
    const trials = trialsFor(asked);
    const tried: Tried[] = [];
    await workers.tryAll(mutants, trials, options.jobs, (mutant, killer) => {
      tried.push({ mutant, killer });
      const isLoud = killer === null || tried.length % 50 === 0;
      if (isLoud) console.error(`${tried.length} of ${mutants.length}: ${lineOf(mutant)}`);
    });
    const known = new Map(survivors.map((one) => [keyOf(one), one]));
    const { text, data, isEnough } = reportOf(tried, known, all, options.sample !== undefined);
    console.log(options.json ? JSON.stringify(data, null, 2) : text);
    if (!isEnough) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const program = new Command("mutate")
  .description("Which small changes of model and laws does no verdict see?")
  .option("--sample <n>", "try so many of them only", whole(1))
  .option("--seed <n>", "which ones: where the random numbers start", whole(0), 1)
  .option("--jobs <n>", "processes at once", whole(1), 2)
  .option("--file <path>", "only those in this file or folder")
  .option("--trials <text>", "only the trials with this in their names", "")
  .option("--without <texts...>", "leave out the trials with one of these in their names", [])
  .option("--json", "as JSON, every mutant with what killed it")
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(main);
await program.parseAsync();
