export { brokenVariants } from "./brokenVariants.ts";
export { proposals } from "./proposals.ts";
