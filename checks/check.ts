import { checkAll } from "./checkAll.ts";
import type { CheckOptions } from "./checkSystem.ts";
import type { Row } from "./Row.ts";
import { type Selection, select } from "./select.ts";
import { withBefore } from "./withBefore.ts";

/**
 * Checks everything that a selection names, exhaustively: what `npx ptecheck check --json` prints. What the
 * selection leaves out means all; `check({})` takes some seconds.
 *
 * @returns A row for each scenario × mapping × kernel × property. Of a row, `states` and `transitions` count
 *   the system that passes have made smaller, `depth` is in transitions, `seconds` is the time of the search,
 *   `bytes` the size of its table. A violation has a shortest trace. With a proposal `before` is the verdict
 *   without it, `costs` what one run costs, and `apart` what differs where no verdict does.
 * @throws {UsageError} A name is unknown, or no scenario has that kernel with that mapping.
 * @throws {LanguageError} A change, an invariant or a scenario of one's own breaks a rule of the language.
 */
export function check(selection: Selection = {}, options: CheckOptions = {}): Row[] {
  const results = withBefore(checkAll(select(selection), options), options);
  return [...results].flatMap(({ rows }) => rows);
}
