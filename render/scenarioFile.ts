import type { Subject } from "../checks/index.ts";

/** A scenario as a file that `npx ptecheck check` takes; without its covers, which are code. */
export function scenarioFile({
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
  expects,
}: Subject["scenario"]): string {
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
    ...(expects.length > 0 && { expects }),
  };
  return [
    'import { scenario } from "ptecheck";',
    "",
    `export default scenario(${JSON.stringify(written, null, 2)});`,
    "",
  ].join("\n");
}
