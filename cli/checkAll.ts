import { type Checked, type CheckOptions, checkSystem, type Subject } from "./checkSystem.ts";
import { progressLine } from "./progress.ts";

/** Checks systems one after the other, with a line of progress for each. */
export function checkAll(subjects: readonly Subject[], options: CheckOptions = {}): Checked[] {
  return subjects.map((subject, at) => {
    const { scenario, kernel, mapping } = subject;
    const label = `[${at + 1}/${subjects.length}] ${scenario.id}, ${kernel}, ${mapping}`;
    const progress = progressLine(label);
    try {
      return checkSystem(subject, options, progress.onLevel);
    } finally {
      progress.end();
    }
  });
}
