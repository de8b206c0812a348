export { proposalStart } from "./proposalStart.ts";
export { proposalsIn } from "./proposalsIn.ts";
