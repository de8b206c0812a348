export { firstDifference } from "./firstDifference.ts";
export { withExplanations } from "./withExplanations.ts";
