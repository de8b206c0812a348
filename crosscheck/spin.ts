import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Model, toPromela } from "../export/index.ts";
import type { Found, Peer, Size } from "./Peer.ts";
import { numberIn, run } from "./run.ts";

/** SPIN, depth first, with every state stored whole and no reduction. */
export const spin: Peer = {
  name: "spin",
  needs: [
    { program: "spin", debian: "spin" },
    { program: "gcc", debian: "gcc" },
  ],
  search,
};

async function search(folder: string, model: Model, { states }: Size): Promise<Found> {
  writeFileSync(join(folder, "model.pml"), toPromela(model, { header: [], stops: false }));
  await run(folder, "spin", ["-o2", "-a", "model.pml"]);
  const flags = ["-w", "-DSAFETY", "-DNOREDUCE", "-DVECTORSZ=4096", "-DMEMLIM=4096"];
  await run(folder, "gcc", [optimised(states), ...flags, "-o", "pan", "pan.c"]);
  // Depth first it may go as deep as there are states; a state of the stack is some 50 bytes.
  const sizes = [`-m${states + 10}`, `-w${Math.min(26, Math.ceil(Math.log2(states + 2)) + 1)}`];
  const { report } = await run(folder, join(folder, "pan"), ["-E", ...sizes]);
  if (/max search depth too small|out of memory/.test(report)) throw new Error(report);
  return {
    states: numberIn(report, /(\d+) states, stored/),
    // It counts the initial state as one.
    transitions: numberIn(report, /(\d+) transitions/) - 1,
    seen: new Set([...report.matchAll(/^ptecheck: seen: (.*)$/gm)].map(([, text]) => text)),
    seconds: numberIn(report, /elapsed time ([\d.]+) seconds/),
  };
}

/** A small search is over before an optimised one would be built. */
export function optimised(states: number): string {
  return states > 200_000 ? "-O2" : "-O0";
}
