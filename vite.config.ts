import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { primitiveNames } from "./web/build/primitiveNames.ts";
import { stepTexts } from "./web/build/stepTexts.ts";

/** The page of web/, one file with everything in it: it is opened from disk, and nothing is fetched. */
export default defineConfig({
  root: "web",
  logLevel: "warn",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [primitiveNames, stepTexts, viteSingleFile({ removeViteModuleLoader: true })],
  build: {
    outDir: "../dist-web",
    emptyOutDir: true,
    target: "es2023",
    modulePreload: false,
    rolldownOptions: {
      input: "web/ptecheck.html",
      output: { minify: { compress: true, mangle: true, codegen: true } },
    },
  },
});
