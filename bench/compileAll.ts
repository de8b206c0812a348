import { compile } from "../explorer/compile/index.ts";
import { invariants } from "../invariants/index.ts";
import { scenarios } from "../model/scenarios/index.ts";
import { systemOf } from "../model/systemOf.ts";

/** What compiling one shipped system took, and what came of it. */
export interface Compilation {
  readonly system: string;
  readonly milliseconds: number;
  readonly steps: number;
  readonly transitions: number;
  readonly bits: number;
}

/** Compiles every shipped scenario on every kernel and mapping that it has, with what it asks. */
export function compileAll(): Compilation[] {
  return scenarios.flatMap((scenario) =>
    scenario.mappings.flatMap((mapping) =>
      scenario.kernels.map((kernel) => {
        const asked = invariants.filter(
          ({ id, mappings }) => scenario.asks.includes(id) && mappings.includes(mapping),
        );
        const system = systemOf(scenario, kernel, mapping, asked);
        const { milliseconds, unfolded, transitions, layout } = compile(system);
        return {
          system: system.name,
          milliseconds,
          steps: unfolded.steps.length,
          transitions: transitions.length,
          bits: layout.bits,
        };
      }),
    ),
  );
}
