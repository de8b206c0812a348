import type { Apart, Row } from "../checks/index.ts";
import { systemsOf } from "./systemsOf.ts";
import { wrap } from "./wrap.ts";

const texts: Readonly<Record<Apart["reached"], string>> = {
  with: "No verdict changes, and some state is reached only with the proposal",
  without: "No verdict changes, and some state is reached only without the proposal",
  nowhere: "No verdict changes, and the same states are reached with the proposal as without",
  unknown: "No verdict changes; there are so many states that none was looked for that differs",
};

/** Where a proposal makes a difference that no verdict shows, in a paragraph for each answer. */
export function apartText(rows: readonly Row[]): string {
  const answers = new Map<Apart["reached"], string[]>();
  for (const { scenario, kernel, mapping, apart } of systemsOf(rows)) {
    if (apart === null) continue;
    const named = `${scenario} (${kernel}, ${mapping})`;
    answers.set(apart.reached, [...(answers.get(apart.reached) ?? []), named]);
  }
  return [...answers]
    .map(([reached, systems]) => wrap(`${texts[reached]}: ${systems.join("; ")}.`, "").join("\n"))
    .join("\n");
}
