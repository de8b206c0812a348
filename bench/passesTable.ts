import {
  compile,
  noPasses,
  type Passes,
  type PassName,
  passNames,
} from "../explorer/compile/index.ts";
import { explore } from "../explorer/search/index.ts";
import { invariants } from "../invariants/index.ts";
import type { System } from "../model/language/index.ts";
import { kernelsOf, scenarios, systemOf } from "../scenarios/index.ts";

/** Beyond so many states nobody counts on. */
const maxStates = 20_000_000;

/**
 * The states of every shipped scenario on a kernel, with all that it asks: without passes, with the first one,
 * with the first two … A table in Markdown, line by line as it is counted.
 */
export function* passesTable(kernel: string): Generator<string> {
  yield line(["scenario", "mapping", "none", ...passNames.map((name) => `+ ${name}`)]);
  yield line(["---", "---", "---:", ...passNames.map(() => "---:")]);
  for (const scenario of scenarios) {
    for (const mapping of scenario.mappings) {
      if (kernelsOf(scenario, mapping, [kernel]).length === 0) continue;
      const asked = invariants.filter(
        ({ id, mappings }) => scenario.asks.includes(id) && mappings.includes(mapping),
      );
      const system = systemOf(scenario, kernel, mapping, asked) as System;
      const counts = [0, ...passNames.map((_, at) => at + 1)].map((on) =>
        statesOf(system, firstPasses(passNames.slice(0, on))),
      );
      yield line([scenario.id, mapping, ...counts]);
    }
  }
}

function statesOf(system: System, passes: Passes): string {
  const { states, bound } = explore(compile(system, { passes }), { maxStates });
  const count = states.toLocaleString("en-US");
  return bound === null ? count : `over ${count}`;
}

function firstPasses(on: readonly PassName[]): Passes {
  return { ...noPasses, ...Object.fromEntries(on.map((name) => [name, true])) };
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
