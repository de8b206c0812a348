export { bisectText, spanText } from "./bisectText.ts";
export { kernelsPage } from "./kernelsPage.ts";
export { matrixJson } from "./matrixJson.ts";
export { matrixText } from "./matrixText.ts";
