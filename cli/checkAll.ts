import type { Bounds } from "../explorer/search/index.ts";
import { type Checked, checkSystem, type Subject } from "./checkSystem.ts";
import { progressLine } from "./progress.ts";

/** Checks systems one after the other, with a line of progress for each. */
export function checkAll(subjects: readonly Subject[], bounds: Bounds = {}): Checked[] {
  return subjects.map((subject, at) => {
    const { scenario, kernel, mapping } = subject;
    const label = `[${at + 1}/${subjects.length}] ${scenario.id}, ${kernel}, ${mapping}`;
    const progress = progressLine(label);
    try {
      return checkSystem(subject, bounds, progress.onLevel);
    } finally {
      progress.end();
    }
  });
}
