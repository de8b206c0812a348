export { forkCopiesUncached } from "./forkCopiesUncached.ts";
export { populateFinds } from "./populateFinds.ts";
export { writebackKeepsMappings } from "./writebackKeepsMappings.ts";
