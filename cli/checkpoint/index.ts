export { Checkpoint } from "./Checkpoint.ts";
