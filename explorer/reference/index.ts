export type { ReferenceOutcome } from "./attempt.ts";
export { exploreNaively, type NaiveExploration } from "./exploreNaively.ts";
export { Reference, type ReferenceStep } from "./Reference.ts";
export type { RunState } from "./RunState.ts";
