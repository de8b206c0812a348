import { describe, expect, it } from "vitest";
import { checkSystem, subjectOf } from "../../checks/index.ts";
import { mainline, type RuleName, rules } from "../../model/kernels/index.ts";
import type { MappingName } from "../../model/mappings/index.ts";
import { kernelsOf, type Scenario, scenarios } from "../../scenarios/index.ts";

// What a scenario expects flips with a rule: so it must be on the last release before it, and on the first after.

/** The releases on both sides of where a rule comes, and of where it goes. */
function sidesOf(rule: RuleName): string[] {
  const { since, until = since } = rules[rule];
  return [since, until].flatMap((release) => {
    const at = mainline.indexOf(release);
    return mainline.slice(Math.max(0, at - 1), at + 1);
  });
}

/** With each mapping, the kernels at which something that is expected comes or goes. */
function flipsOf({ expects, ...scenario }: Scenario): [MappingName, readonly string[]][] {
  return scenario.mappings.map((mapping) => {
    const rulesHere = expects
      .filter(({ mappings = scenario.mappings }) => mappings.includes(mapping))
      .flatMap(({ with: has, without, unless }) => [has, without, unless]);
    const kernels = rulesHere.flatMap((rule) => (rule === undefined ? [] : sidesOf(rule)));
    return [mapping, kernelsOf(scenario, mapping, [...new Set(kernels)])];
  });
}

/** In these nothing is asked: readers of anonymous memory get pages of their own, so none is shared. */
const vacuous = ["cow anonymous 2.6.25", "cow anonymous 2.6.26"];

const flips = scenarios
  .filter(({ isOpen }) => !isOpen)
  .flatMap((scenario) =>
    flipsOf(scenario).flatMap(([mapping, kernels]) =>
      kernels.map((kernel) => ({ id: scenario.id, scenario, mapping, kernel })),
    ),
  );

describe("what is expected", () => {
  it.each(flips)("is so of $id, $mapping, $kernel", ({ scenario, mapping, kernel }) => {
    const { rows } = checkSystem(subjectOf(scenario, kernel, mapping, null), { traces: false });
    const unmet = rows.filter(({ met }) => !met);
    const isVacuous = vacuous.includes(`${scenario.id} ${mapping} ${kernel}`);
    expect(unmet.map(({ verdict }) => verdict)).toEqual(isVacuous ? ["vacuous"] : []);
  });
});
