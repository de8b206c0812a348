import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { rolldown } from "rolldown";
import type { Mutant, Part } from "./Mutant.ts";
import { type Instrumented, mutantsOf } from "./mutantsOf.ts";

/** Which files have mutants: what decides, not what only describes or is a change itself. */
function partOf(file: string): Part | null {
  if (!file.endsWith(".ts") || file.endsWith("/index.ts")) return null;
  if (file.startsWith("invariants/")) return "laws";
  if (file.startsWith("counterexamples/")) return "counterexamples";
  if (file === "scenarios/systemOf.ts") return "model";
  const isModel = /^model\/(operations|primitives|kernels\/rules|mappings|facts|current)\b/.test(
    file,
  );
  return isModel && file !== "model/operations/words.ts" ? "model" : null;
}

/** Every source with its mutants in it, by path; ids are counted in the order of the paths. */
function instrumented(): Map<string, Instrumented> {
  const files = ["model", "invariants", "scenarios", "counterexamples"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  const made = new Map<string, Instrumented>();
  let first = 0;
  for (const file of files.sort()) {
    const part = partOf(file);
    if (part === null) continue;
    const one = mutantsOf(readFileSync(file, "utf8"), file, part, first);
    made.set(file, one);
    first += one.mutants.length;
  }
  return made;
}

/**
 * Bundles the trials with every mutant in them into `folder`: trials.js, which is imported anew for each
 * mutant, and engine.js, in which nothing is changed and which stays.
 */
export async function build(folder: string): Promise<Mutant[]> {
  const sources = instrumented();
  const load = (path: string) => {
    const found = sources.get(relative(".", path));
    return found === undefined ? null : { code: found.code, moduleType: "ts" as const };
  };
  const bundle = await rolldown({
    input: { trials: "test/mutate/trials.ts" },
    platform: "node",
    plugins: [{ name: "mutants", load }],
  });
  const engine = /\/(explorer|model\/language|node_modules)\//;
  await bundle.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    codeSplitting: { groups: [{ name: "engine", test: engine }] },
  });
  await bundle.close();
  return [...sources.values()].flatMap(({ mutants }) => mutants);
}
