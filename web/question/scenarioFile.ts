import type { Scenario } from "../../scenarios/index.ts";

/** A scenario as a file that `npx ptecheck check` takes. */
export function scenarioFile(scenario: Scenario): string {
  const { id, question, why, mappings, since, switches, frames, references, threads, asks } =
    scenario;
  const written = {
    id,
    question,
    why,
    mappings,
    since,
    switches,
    frames,
    references,
    threads,
    asks,
  };
  return [
    'import { scenario } from "ptecheck";',
    "",
    `export default scenario(${JSON.stringify(written, null, 2)});`,
    "",
  ].join("\n");
}
