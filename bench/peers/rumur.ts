import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { numberIn, run } from "../../crosscheck/index.ts";
import type { Measurement } from "../Measurement.ts";
import type { Model } from "../Model.ts";

/** Rumur, with one thread. */
export async function rumur(folder: string, { name, murphi }: Model): Promise<Measurement> {
  writeFileSync(join(folder, "model.m"), murphi());
  const flags = ["--deadlock-detection", "off", "--threads", "1", "--color", "off"];
  await run(folder, "rumur", [...flags, "--output", "model.c", "model.m"]);
  const gcc = ["-O3", "-march=native", "-mcx16", "-std=c11", "-w"];
  await run(folder, "gcc", [...gcc, "-o", "model", "model.c", "-lpthread"]);
  const { report, seconds, peakBytes } = await run(folder, join(folder, "model"), []);
  const states = numberIn(report, /([\d,]+) states, /);
  return {
    engine: "rumur",
    model: name,
    states,
    transitions: numberIn(report, /, ([\d,]+) rules fired in/),
    seconds,
    bytesPerState: peakBytes && peakBytes / states,
  };
}
