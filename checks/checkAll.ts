import type { Progress } from "../explorer/search/index.ts";
import { type Checked, type CheckOptions, checkSystem } from "./checkSystem.ts";
import type { Subject } from "./Subject.ts";

/** Checks systems one after the other; told of every level of each search, by the subject's place. */
export function checkAll(
  subjects: readonly Subject[],
  options: CheckOptions = {},
  onLevel: (at: number, progress: Progress) => void = () => {},
): Checked[] {
  return subjects.map((subject, at) =>
    checkSystem(subject, options, (progress) => onLevel(at, progress)),
  );
}
