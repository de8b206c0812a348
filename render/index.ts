export { boundText } from "./boundText.ts";
export { count } from "./count.ts";
export { distinctTraces } from "./distinctTraces.ts";
export { invariantsPage } from "./invariantsPage.ts";
export { renderLanes } from "./renderLanes.ts";
export { renderTrace } from "./renderTrace.ts";
export { verboseText } from "./verboseText.ts";
export { wrap } from "./wrap.ts";
