import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Model, toMurphi } from "../export/index.ts";
import type { Found, Peer, Size } from "./Peer.ts";
import { numberIn, run } from "./run.ts";
import { optimised } from "./spin.ts";

/** Rumur, breadth first, with one thread. */
export const rumur: Peer = {
  name: "rumur",
  needs: [
    { program: "rumur", debian: "rumur" },
    { program: "gcc", debian: "gcc" },
  ],
  search,
};

async function search(folder: string, model: Model, { states }: Size): Promise<Found> {
  writeFileSync(join(folder, "model.m"), toMurphi(model, { header: [], stops: false }));
  const flags = ["--deadlock-detection", "off", "--threads", "1", "--color", "off"];
  await run(folder, "rumur", [...flags, "--output", "model.c", "model.m"]);
  const gcc = ["-mcx16", "-std=c11", "-w", "-o", "pan", "model.c", "-lpthread"];
  await run(folder, "gcc", [optimised(states), ...gcc]);
  // A cover that is never hit is an error to it.
  const { report, seconds } = await run(folder, join(folder, "pan"), [], { mayFail: true });
  return {
    states: numberIn(report, /([\d,]+) states, /),
    transitions: numberIn(report, /, ([\d,]+) rules fired in/),
    seen: new Set([...report.matchAll(/cover "(.*)" hit \d+ times/g)].map(([, text]) => text)),
    seconds,
  };
}
