import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Measurement } from "../Measurement.ts";
import { numberIn, run, runWatched } from "./run.ts";
import { toyMurphi } from "./toyMurphi.ts";

/** Rumur on the toy, with one thread. */
export async function rumur(folder: string, p: number, k: number): Promise<Measurement> {
  writeFileSync(join(folder, "toy.m"), toyMurphi(p, k));
  const flags = ["--deadlock-detection", "off", "--threads", "1", "--color", "off"];
  run(folder, "rumur", ...flags, "--output", "toy.c", "toy.m");
  const gcc = ["-O3", "-march=native", "-mcx16", "-std=c11", "-w"];
  run(folder, "gcc", ...gcc, "-o", "toy", "toy.c", "-lpthread");
  const { report, seconds, peakBytes } = await runWatched(join(folder, "toy"));
  const states = numberIn(report, /([\d,]+) states, /);
  return {
    engine: "rumur",
    model: "toy",
    p,
    k,
    states,
    transitions: numberIn(report, /, ([\d,]+) rules fired in/),
    seconds,
    bytesPerState: peakBytes && peakBytes / states,
  };
}
