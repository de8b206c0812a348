import type { CheckOptions } from "./checkSystem.ts";
import type { Row } from "./Row.ts";
import type { Result } from "./resultOf.ts";
import { Searches } from "./Searches.ts";
import { type Selection, select } from "./select.ts";
import { unfinished } from "./unfinished.ts";
import { withBefore } from "./withBefore.ts";

/**
 * What `check` does, in turns with whatever else the program does: so that somebody can abort `options.signal`. Then
 * what is finished is as it is, a search that is under way ends, and all that has no verdict is "incomplete", its
 * `bound` "interrupted". Compiling and traces, a second or two of a system, are one turn.
 *
 * @throws {UsageError} As `check` does, when awaited.
 * @throws {LanguageError} As `check` does, when awaited.
 */
export async function checkInTurns(
  selection: Selection = {},
  options: CheckOptions = {},
): Promise<Row[]> {
  const subjects = select(selection);
  const searches = new Searches(options);
  const results: Result[] = [];
  for (const subject of subjects) {
    await new Promise((resolve) => setTimeout(resolve));
    if (options.signal?.aborted) break;
    results.push(await searches.inTurns(subject));
  }
  const rest = subjects.slice(results.length).map((subject) => unfinished(subject));
  return [...withBefore(results, options), ...rest].flatMap(({ rows }) => rows);
}
