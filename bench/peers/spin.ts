import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { numberIn, run } from "../../crosscheck/index.ts";
import type { Measurement } from "../Measurement.ts";
import { toyPromela } from "./toyPromela.ts";

const megabyte = 2 ** 20;

/** SPIN on the toy, depth first or breadth first, with full-state storage and no reduction. */
export async function spin(
  folder: string,
  p: number,
  k: number,
  order: "dfs" | "bfs",
): Promise<Measurement> {
  writeFileSync(join(folder, "toy.pml"), toyPromela(p, k));
  await run(folder, "spin", ["-o2", "-a", "toy.pml"]);
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
  // The assignment before the loop is a state and two transitions that the others do not have.
  const states = numberIn(report, /(\d+) states, stored/) - 1;
  return {
    engine: `spin-${order}`,
    model: "toy",
    p,
    k,
    states,
    transitions: numberIn(report, /(\d+) transitions/) - 2,
    seconds: numberIn(report, /elapsed time ([\d.]+) seconds/),
    bytesPerState: (numberIn(report, /([\d.]+)\s+total actual memory usage/) * megabyte) / states,
  };
}
