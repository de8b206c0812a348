export {
  type Real,
  type RunOptions,
  runProperty,
  type Sample,
  type SampleOptions,
  sample,
} from "./sample.ts";
export { Walker } from "./Walker.ts";
