import { forkCopied } from "./fork-copied.ts";
import type { Scenario } from "./Scenario.ts";

export const forkRace: Scenario = {
  ...forkCopied,
  id: "fork-race",
  question: "And if another thread of the parent stores while fork copies its PTE?",
  why: "The system of fork-copied with a second thread in the parent: its translations are flushed only after the copy, and hardware may set the dirty bit at any time.",
  threads: [
    { name: "storer", mm: "parent", cpu: 0, program: ["load", "store"] },
    { name: "forker", mm: "parent", cpu: 1, program: ["fork"] },
    { name: "child", mm: "child", cpu: 1, program: ["load", "store", "munmap"] },
  ],
};
