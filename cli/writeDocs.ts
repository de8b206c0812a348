import { readFileSync, writeFileSync } from "node:fs";
import {
  type Matrix,
  onlyAsked,
  type Row,
  renewed,
  select,
  toldKernels,
  toldProcedures,
} from "../checks/index.ts";
import { invariants } from "../invariants/index.ts";
import { defaultKernels, keyKernels, ruleNames, rules, rulesOf } from "../model/kernels/index.ts";
import { mappingNames } from "../model/mappings/index.ts";
import { invariantsPage, modelPage } from "../render/index.ts";
import { kernelsPage, matrixJson } from "../render/releases/index.ts";
import { reportError } from "./reportError.ts";
import { rowsSchemaText } from "./rowsSchema.ts";
import { searchMatrix } from "./searchMatrix.ts";
import { checkEach, type Workers, withWorkers } from "./workers/index.ts";

// npm run docs: writes the generated pages. docs/matrix.json is what `ptecheck matrix --json` prints; where
// scenarios are named only these are searched for it, and the others are taken from what it holds.

/** Everything that is searched: the rows of the kernels that are checked by default, and the matrix. */
async function search(
  scenarios: readonly string[],
  workers: Workers,
): Promise<{ rows: Row[]; matrix: Matrix }> {
  const subjects = select({ scenarios, kernels: keyKernels });
  const { matrix, results } = await searchMatrix(subjects, workers);
  if (scenarios.length === 0) return { rows: results.flatMap(({ rows }) => rows), matrix };
  const stored: Matrix = JSON.parse(readFileSync("docs/matrix.json", "utf8"));
  const all = onlyAsked(select({ kernels: keyKernels }));
  const usual = await checkEach(select({}), { options: { traces: false } }, workers);
  const rows = usual.flatMap((result) => result.rows);
  return { rows, matrix: renewed(stored, matrix, all) };
}

async function write(scenarios: readonly string[]): Promise<void> {
  const { rows, matrix } = await withWorkers("auto", (workers) => search(scenarios, workers));
  const shown = rows.filter(({ kernel }) => defaultKernels.includes(kernel));
  const told = ruleNames.map((id) => ({ id, ...rules[id] }));
  const releases = keyKernels.map((name) => ({ name, rules: rulesOf(name) }));
  const procedures = toldProcedures(toldKernels);
  writeFileSync("docs/invariants.md", invariantsPage(invariants, defaultKernels, shown));
  writeFileSync("docs/check.schema.json", rowsSchemaText());
  writeFileSync("docs/matrix.json", `${matrixJson(matrix)}\n`);
  writeFileSync("docs/kernels.md", kernelsPage(told, releases, matrix));
  writeFileSync("docs/model.md", modelPage(procedures, toldKernels, mappingNames));
}

try {
  await write(process.argv.slice(2));
} catch (error) {
  process.exitCode = await reportError(error);
}
