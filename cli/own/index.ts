export { invariantKind } from "./invariantKind.ts";
export { invariantStart } from "./invariantStart.ts";
export type { Kind } from "./Kind.ts";
export { ownIn } from "./ownIn.ts";
export { proposalKind } from "./proposalKind.ts";
export { proposalStart } from "./proposalStart.ts";
export { scenarioKind } from "./scenarioKind.ts";
export { scenarioStart } from "./scenarioStart.ts";
