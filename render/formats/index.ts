export { githubText } from "./githubText.ts";
export { itfText } from "./itfText.ts";
export { junitText } from "./junitText.ts";
export { mailText } from "./mailText.ts";
export { mermaidText } from "./mermaidText.ts";
export { svgText } from "./svgText.ts";
