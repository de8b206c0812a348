export { exploreNaively } from "./exploreNaively.ts";
export { Reference, type ReferenceStep } from "./Reference.ts";
