export { bisectText, spanText } from "./bisectText.ts";
export { matrixText } from "./matrixText.ts";
