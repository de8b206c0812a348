export { type CopiedAtFork, copiedAtFork } from "./copiedAtFork.ts";
export { keyKernels } from "./keyKernels.ts";
export { defaultKernels, mainline, readTrees } from "./mainline.ts";
export type { Backport, Evidence, Rule } from "./Rule.ts";
export { isSince, type Refusal, type Release, releaseNamed, rulesOf } from "./releaseNamed.ts";
export { type RuleName, type Rules, ruleNames, rules } from "./rules.ts";
export { sameRules } from "./sameRules.ts";
