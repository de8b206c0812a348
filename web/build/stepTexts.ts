import type { Plugin } from "vite";
import { stepTextsOf } from "./stepTextsOf.ts";

/** Makes of a file of the model that is imported with `?steps` the texts of its steps. */
export const stepTexts: Plugin = {
  name: "step-texts",
  enforce: "pre",
  async transform(code, id) {
    if (!id.endsWith("?steps")) return null;
    const texts = await stepTextsOf(code, id.replace("?steps", ""));
    return { code: `export default ${JSON.stringify(texts)}`, moduleType: "js", map: null };
  },
};
