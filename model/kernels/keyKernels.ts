import { readTrees } from "./mainline.ts";
import { releaseNamed } from "./releaseNamed.ts";

/** Releases before or since which something changed that people run into, or that many run. */
const mattering: readonly string[] = [
  ...["2.6.18", "2.6.20", "3.16", "4.8", "4.9", "4.13", "5.7", "5.8", "5.9", "5.12", "5.18"],
  ...["5.19", "6.0", "6.1", "6.2", "6.4", "6.5", "6.12", "6.18"],
];

/** Stable trees that many run: each as it was read last. */
const matteringTrees: readonly string[] = ["5.10", "6.1"];

/** The kernels that matter, mainline ones in order, then stable ones: those that ptecheck knows. */
export const keyKernels: readonly string[] = [
  ...mattering.filter((name) => !("refused" in releaseNamed(name))),
  ...readTrees.filter((read) => matteringTrees.some((tree) => read.startsWith(`${tree}.`))),
];
