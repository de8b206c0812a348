import { findScenario, idsIn, UsageError } from "../../checks/index.ts";
import type { Trace } from "../../counterexamples/index.ts";
import { invariants } from "../../invariants/index.ts";
import { fragmentOf } from "../../render/index.ts";
import { pageAt } from "../pageAt.ts";

/**
 * The page that checks, at a trace: it searches it again when it is opened.
 *
 * @throws {UsageError} The trace is of files of the user's own, which the page has not, or of a system without
 *   the proposal that it is compared with.
 */
export function htmlText(trace: Trace): string {
  const { scenario, kernel, mapping, proposal, property, files } = trace;
  if (files.length > 0) {
    throw new UsageError(
      `the page has no ${files.join(", ")} in it, so it cannot check ${scenario}`,
      "Use another reporter, as svg or lanes: the page knows what `npx ptecheck list` names.",
    );
  }
  if (trace.end === "differs" && proposal === null) {
    throw new UsageError(
      "this run is one without the proposal, and the page shows it beside the proposal only",
      "Open it there: npx ptecheck web <scenario> --proposal <id>",
    );
  }
  const { asks } = findScenario(scenario);
  const isLaw = invariants.some(({ id }) => id === property);
  return pageAt(
    fragmentOf({
      scenario,
      kernel,
      mapping,
      proposal: proposal === null ? null : idsIn(proposal).join(","),
      // A law that the scenario does not ask by itself; an end of runs is told unasked.
      invariant: isLaw && !asks.includes(property) ? property : null,
      law: property,
    }),
  );
}
