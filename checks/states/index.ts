export { parseState } from "./parseState.ts";
export { StateError } from "./StateError.ts";
export { pathsBySlot } from "./StatePath.ts";
export { suggestions } from "./suggestions.ts";
export { type Why, whyState } from "./whyState.ts";
