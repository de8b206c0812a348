export { boundText } from "./boundText.ts";
export { count } from "./count.ts";
export { distinctTraces } from "./distinctTraces.ts";
export { invariantsPage } from "./invariantsPage.ts";
export { renderLanes } from "./renderLanes.ts";
export { renderTrace } from "./renderTrace.ts";
export { unchangedText } from "./unchangedText.ts";
export { verboseText } from "./verboseText.ts";
export { columns, wrap } from "./wrap.ts";
