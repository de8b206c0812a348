import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { numberIn, run } from "../../crosscheck/index.ts";
import type { Measurement } from "../Measurement.ts";
import { toyMurphi } from "./toyMurphi.ts";

/** Rumur on the toy, with one thread. */
export async function rumur(folder: string, p: number, k: number): Promise<Measurement> {
  writeFileSync(join(folder, "toy.m"), toyMurphi(p, k));
  const flags = ["--deadlock-detection", "off", "--threads", "1", "--color", "off"];
  await run(folder, "rumur", [...flags, "--output", "toy.c", "toy.m"]);
  const gcc = ["-O3", "-march=native", "-mcx16", "-std=c11", "-w"];
  await run(folder, "gcc", [...gcc, "-o", "toy", "toy.c", "-lpthread"]);
  const { report, seconds, peakBytes } = await run(folder, join(folder, "toy"), []);
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
