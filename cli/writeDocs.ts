import { writeFileSync } from "node:fs";
import { checkAll } from "./checkAll.ts";
import { invariantsPage } from "./invariantsPage.ts";
import { select } from "./select.ts";

// npm run docs: writes the generated pages.
const rows = checkAll(select({})).flatMap((checked) => checked.rows);
writeFileSync("docs/invariants.md", invariantsPage(rows));
