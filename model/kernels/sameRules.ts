import { mainline } from "./mainline.ts";
import { rulesOf } from "./releaseNamed.ts";
import { ruleNames } from "./rules.ts";

/** The mainline releases between which nothing changes for this model, around a release; null if none is like it. */
export function sameRules(name: string): { readonly from: string; readonly to: string } | null {
  const own = rulesOf(name);
  const like = mainline.filter((other) => {
    const others = rulesOf(other);
    return ruleNames.every((rule) => own[rule] === others[rule]);
  });
  // The release that takes a rule back brings others, so releases that are alike follow each other.
  return like.length === 0 ? null : { from: like[0], to: like[like.length - 1] };
}
