export type { Asked } from "./Asked.ts";
export { answer } from "./answer.ts";
export { Checker } from "./Checker.ts";
export type { Said } from "./Said.ts";
