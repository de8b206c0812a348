export { forcedWriteFindsDirty } from "./forcedWriteFindsDirty.ts";
export { forkCopiesUncached } from "./forkCopiesUncached.ts";
export { populateFinds } from "./populateFinds.ts";
export { populateLeavesYoung } from "./populateLeavesYoung.ts";
export { writebackKeepsMappings } from "./writebackKeepsMappings.ts";
