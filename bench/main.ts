import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { isInstalled } from "../crosscheck/index.ts";
import { compile } from "../explorer/compile/index.ts";
import { explore } from "../explorer/search/index.ts";
import { releaseNamed } from "../model/kernels/index.ts";
import { compileAll } from "./compileAll.ts";
import type { Measurement } from "./Measurement.ts";
import { type Model, toyModel, twoPhaseModel } from "./Model.ts";
import { passesTable } from "./passesTable.ts";
import { rumur } from "./peers/rumur.ts";
import { spin } from "./peers/spin.ts";

// Engines on exactly the same work, one after the other in the same run: ratios count, not times.

type Engine = (folder: string, model: Model, name: string) => Measurement | Promise<Measurement>;

const engines: readonly { name: string; needs: string | null; measure: Engine }[] = [
  { name: "ptecheck", needs: null, measure: (_, model, name) => ptecheck(name, model, true) },
  {
    name: "ptecheck-no-sleep",
    needs: null,
    measure: (_, model, name) => ptecheck(name, model, false),
  },
  { name: "spin-dfs", needs: "spin", measure: (folder, model) => spin(folder, model, "dfs") },
  { name: "spin-bfs", needs: "spin", measure: (folder, model) => spin(folder, model, "bfs") },
  { name: "rumur", needs: "rumur", measure: rumur },
];

/** With the rule of sleep, or every transition looked up, as the others do. */
function ptecheck(engine: string, { name, system }: Model, sleep: boolean): Measurement {
  const { states, transitions, seconds, bytes } = explore(compile(system()), { sleep });
  return {
    engine,
    model: name,
    states,
    transitions,
    seconds,
    bytesPerState: bytes / states,
  };
}

interface Options {
  readonly runs: number;
  readonly json?: boolean;
}

/** Below this a run shows start-up and the resolution of clocks, not speed. */
const shortestSeconds = 0.1;

/** The median run of each installed engine. They take turns, so that all meet the same of what else the machine does. */
async function measureAll(model: Model, { runs }: Options): Promise<Measurement[]> {
  const present = engines.filter(({ name, needs }) => {
    const isThere = needs === null || isInstalled(needs);
    if (!isThere)
      process.stderr.write(`${name}: not installed (Debian package ${needs}), left out\n`);
    return isThere;
  });
  const all = present.map((): Measurement[] => []);
  for (let run = 0; run < runs; run += 1) {
    for (const [at, { name, measure }] of present.entries()) {
      const folder = mkdtempSync(join(tmpdir(), "ptecheck-bench-"));
      all[at].push(await measure(folder, model, name));
      rmSync(folder, { recursive: true });
    }
  }
  return all.map((some) => {
    some.sort((a, b) => a.seconds - b.seconds);
    return some[Math.floor(some.length / 2)];
  });
}

/** Different counts would mean that one of the engines is wrong. */
function disagreement([ours, ...others]: readonly Measurement[]): string | null {
  const other = others.find(
    ({ states, transitions }) => states !== ours.states || transitions !== ours.transitions,
  );
  if (other === undefined) return null;
  return `${other.engine} finds ${other.states} states and ${other.transitions} transitions, ${ours.engine} ${ours.states} and ${ours.transitions}`;
}

function report([ours, ...others]: readonly Measurement[]): void {
  const line = ({ engine, states, transitions, seconds, bytesPerState }: Measurement) =>
    `${engine}: ${states} states, ${transitions} transitions, ${seconds.toFixed(2)} s, ${Math.round(states / seconds)} states/s, ${bytesPerState?.toFixed(1) ?? "?"} bytes/state`;
  for (const measurement of [ours, ...others]) console.log(line(measurement));
  for (const other of others) {
    const ratio = (other.seconds / ours.seconds).toFixed(2);
    const isTooShort = Math.min(other.seconds, ours.seconds) < shortestSeconds;
    console.log(
      isTooShort
        ? `too short to compare with ${other.engine}: use a larger scope`
        : `${ours.engine} is ${ratio} times as fast as ${other.engine}`,
    );
  }
}

/** Measures, prints, and fails if the engines do not find the same. */
async function compare(model: Model, options: Options): Promise<void> {
  const measurements = await measureAll(model, options);
  if (options.json) for (const one of measurements) console.log(JSON.stringify(one));
  else report(measurements);
  const wrong = disagreement(measurements);
  if (wrong === null) return;
  process.stderr.write(`the engines disagree: ${wrong}\n`);
  process.exitCode = 1;
}

function atLeastOne(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("Give a whole number above 0.");
}

function knownKernel(name: string): string {
  const release = releaseNamed(name);
  if ("refused" in release) throw new InvalidArgumentError(`${release.refused}.`);
  return release.name;
}

const program = new Command("bench")
  .description("Measures engines against each other on the same work, in one run.")
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
const benchOn = (command: Command) =>
  command
    .option("--runs <n>", "runs of each engine; the median counts", atLeastOne, 1)
    .option("--json", "one JSON line for each engine");
benchOn(program.command("toy"))
  .description("the small system of bench/toy.ts, in SPIN and Rumur too where they are installed")
  .option("--p <n>", "processes", atLeastOne, 2)
  .option("--k <n>", "pages", atLeastOne, 2)
  .action(({ p, k, ...options }: Options & { p: number; k: number }) =>
    compare(toyModel(p, k), options),
  );
benchOn(program.command("two-phase"))
  .description("two-phase commit, the same way")
  .option("--rm <n>", "resource managers", atLeastOne, 8)
  .action(({ rm, ...options }: Options & { rm: number }) => compare(twoPhaseModel(rm), options));
program
  .command("compile")
  .description(
    "how long compiling each shipped scenario takes, and a synthetic actor of 8 operations",
  )
  .option("--json", "one JSON line for each system")
  .action(({ json }: { json?: boolean }) => {
    const all = compileAll().sort((a, b) => b.milliseconds - a.milliseconds);
    for (const one of all) {
      const { system, passes, milliseconds, steps, transitions, bits } = one;
      const text = `${system}, passes ${passes}: ${milliseconds.toFixed(0)} ms, ${steps} steps, ${transitions} transitions, ${bits} bits`;
      console.log(json ? JSON.stringify(one) : text);
    }
    if (json) return;
    const slowest = (isSynthetic: boolean) =>
      all.find(({ system }) => system.startsWith("synthetic") === isSynthetic);
    console.log(`slowest shipped: ${slowest(false)?.milliseconds.toFixed(0)} ms (300 wanted)`);
    console.log(`synthetic: ${slowest(true)?.milliseconds.toFixed(0)} ms (1000 wanted)`);
  });
program
  .command("passes")
  .description(
    "the states of every shipped scenario, with one pass of the compiler after the other",
  )
  .option("--kernel <name>", "the kernel", knownKernel, "6.12")
  .action(({ kernel }: { kernel: string }) => {
    for (const line of passesTable(kernel)) console.log(line);
  });
for (const command of program.commands)
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

await program.parseAsync();
