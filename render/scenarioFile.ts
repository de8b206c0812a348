import type { Subject } from "../checks/index.ts";

/** What is written down, in this order. */
const fields = [
  "id",
  "question",
  "why",
  "mappings",
  "since",
  "switches",
  "frames",
  "references",
  "threads",
  "asks",
] as const;

/** A scenario as a file that `npx ptecheck check` takes; without its covers, which are code. */
export function scenarioFile(scenario: Subject["scenario"]): string {
  const { expects } = scenario;
  const written = {
    ...Object.fromEntries(fields.map((field) => [field, scenario[field]])),
    ...(expects.length > 0 && { expects }),
  };
  return [
    'import { scenario } from "ptecheck";',
    "",
    `export default scenario(${JSON.stringify(written, null, 2)});`,
    "",
  ].join("\n");
}
