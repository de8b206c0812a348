export { parseState } from "./parseState.ts";
export { type Why, whyState } from "./whyState.ts";
