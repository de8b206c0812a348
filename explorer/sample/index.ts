export { type Sample, type SampleOptions, sample } from "./sample.ts";
export { Walker } from "./Walker.ts";
