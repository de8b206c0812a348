export { withExplanations } from "./withExplanations.ts";
