export { checkEach } from "./checkEach.ts";
export type { Asked } from "./threadsFor.ts";
export type { Workers } from "./Workers.ts";
export { withWorkers } from "./withWorkers.ts";
