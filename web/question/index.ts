export { hashOf } from "./hashOf.ts";
export type { Question } from "./Question.ts";
export { kernelFor, questionIn } from "./questionIn.ts";
export { scenarioOf } from "./scenarioOf.ts";
export { subjectsOf } from "./subjectsOf.ts";
