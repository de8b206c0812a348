export { exitText } from "./exitText.ts";
export { idsOfChanges } from "./idsOfChanges.ts";
export { listed } from "./listed.ts";
export { perKernel } from "./perKernel.ts";
export { fileMeans, nameOfMapping, perMapping } from "./perMapping.ts";
export { sentence } from "./sentence.ts";
