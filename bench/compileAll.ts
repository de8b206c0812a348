import { allPasses, compile, noPasses, type Passes } from "../explorer/compile/index.ts";
import { invariants } from "../invariants/index.ts";
import type { System } from "../model/language/index.ts";
import { kernelsOf, scenarios, systemOf } from "../scenarios/index.ts";
import { synthetic } from "./synthetic.ts";

/** What compiling one system took, and what came of it. */
export interface Compilation {
  readonly system: string;
  readonly passes: "all" | "none";
  readonly milliseconds: number;
  readonly steps: number;
  readonly transitions: number;
  readonly bits: number;
}

/**
 * Compiles every shipped scenario on every kernel and mapping that it has, with what it asks, and a synthetic
 * actor of eight operations; in a warm process, with and without passes.
 */
export function compileAll(): Compilation[] {
  const systems = [...shipped(), synthetic(8) as System];
  // The first compilation of a process pays for the engine's own warming up.
  for (const system of systems.slice(0, 3)) compile(system, { passes: allPasses });
  return systems.flatMap((system) => [
    compilationOf(system, "all", allPasses),
    compilationOf(system, "none", noPasses),
  ]);
}

function compilationOf(system: System, name: Compilation["passes"], passes: Passes): Compilation {
  const { milliseconds, steps, transitions, layout } = compile(system, { passes });
  return {
    system: system.name,
    passes: name,
    milliseconds,
    steps: steps.length,
    transitions: transitions.length,
    bits: layout.bits,
  };
}

function shipped(): System[] {
  return scenarios.flatMap((scenario) =>
    scenario.mappings.flatMap((mapping) =>
      kernelsOf(scenario, mapping).map((kernel) => {
        const asked = invariants.filter(
          ({ id, mappings }) => scenario.asks.includes(id) && mappings.includes(mapping),
        );
        return systemOf(scenario, kernel, mapping, asked) as System;
      }),
    ),
  );
}
