import type { Result } from "../checks/index.ts";

/** What each pass of the compiler saved of a system, and which steps no run ever took. */
export function verboseText(result: Result): string {
  const { savings, bits, steps, neverTaken } = result;
  return [
    `${nameOf(result)}: ${bits} bits a state; ${savings.length === 0 ? "all passes are off" : "saved by"}`,
    ...savings.map(({ pass, saved }) => `  ${pass}: ${saved}`),
    "",
    `${nameOf(result)}: ${neverTaken.length} of ${steps.length} steps never taken`,
    ...neverTaken.map((step) => `  ${step}`),
  ].join("\n");
}

function nameOf({ subject: { scenario, kernel, mapping } }: Result): string {
  return `${scenario.id}, ${kernel}, ${mapping}`;
}
