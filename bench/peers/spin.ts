import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { numberIn, run } from "../../crosscheck/index.ts";
import type { Measurement } from "../Measurement.ts";
import type { Model } from "../Model.ts";

const megabyte = 2 ** 20;

/** SPIN, depth first or breadth first, with full-state storage and no reduction. */
export async function spin(
  folder: string,
  { name, promela, spinsOwn }: Model,
  order: "dfs" | "bfs",
): Promise<Measurement> {
  writeFileSync(join(folder, "model.pml"), promela());
  await run(folder, "spin", ["-o2", "-a", "model.pml"]);
  const breadth = order === "bfs" ? ["-DBFS"] : [];
  const flags = [
    "-O3",
    "-march=native",
    "-w",
    "-DSAFETY",
    "-DNOREDUCE",
    "-DMEMLIM=16384",
    ...breadth,
  ];
  await run(folder, "gcc", [...flags, "-o", "pan", "pan.c"]);
  const depth = order === "dfs" ? ["-m10000000"] : [];
  const { report } = await run(folder, join(folder, "pan"), [...depth, "-w24"]);
  const states = numberIn(report, /(\d+) states, stored/) - spinsOwn.states;
  return {
    engine: `spin-${order}`,
    model: name,
    states,
    transitions: numberIn(report, /(\d+) transitions/) - spinsOwn.transitions,
    seconds: numberIn(report, /elapsed time ([\d.]+) seconds/),
    bytesPerState: (numberIn(report, /([\d.]+)\s+total actual memory usage/) * megabyte) / states,
  };
}
