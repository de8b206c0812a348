export { withLiveness } from "./withLiveness.ts";
