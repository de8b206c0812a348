import { writeFileSync } from "node:fs";
import { select } from "../checks/index.ts";
import { invariants } from "../invariants/index.ts";
import { defaultKernels } from "../model/kernels/index.ts";
import { invariantsPage } from "../render/index.ts";
import { checkWithProgress } from "./progress.ts";

// npm run docs: writes the generated pages.
const rows = [...checkWithProgress(select({}), { traces: false })].flatMap(
  (checked) => checked.rows,
);
writeFileSync("docs/invariants.md", invariantsPage(invariants, defaultKernels, rows));
