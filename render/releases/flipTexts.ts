import type { Flip } from "../../checks/index.ts";
import { changesText } from "./changesText.ts";
import type { NamedText } from "./NamedText.ts";

/** What changed verdicts; flips that are alike but for their scenario are told once. */
export function flipTexts(flips: readonly Flip[]): NamedText[] {
  const groups = new Map<string, Flip[]>();
  for (const flip of flips) {
    const { scenario: _, ...rest } = flip;
    const key = JSON.stringify(rest);
    groups.set(key, [...(groups.get(key) ?? []), flip]);
  }
  return [...groups.values()].map((same) => {
    const [{ law, from, to, before, after, by }] = same;
    const scenarios = same.map(({ scenario }) => scenario).join(", ");
    return {
      name: `${law} (${scenarios})`,
      text: `${before} on ${from}, ${after} on ${to}: ${changesText(by)}`,
    };
  });
}
