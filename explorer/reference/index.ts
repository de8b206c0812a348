export type { ReferenceOutcome } from "./attempt.ts";
export { exploreNaively, type NaiveExploration } from "./exploreNaively.ts";
export { Reference } from "./Reference.ts";
export type { ReferenceStep } from "./ReferenceStep.ts";
export type { RunState } from "./RunState.ts";
