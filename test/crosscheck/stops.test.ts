import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compiledOf, select } from "../../checks/index.ts";
import { run } from "../../crosscheck/index.ts";
import type { Compiled } from "../../explorer/compile/index.ts";
import { modelOf, toMurphi, toPromela } from "../../export/index.ts";

const folder = mkdtempSync(join(tmpdir(), "ptecheck-stops-"));
afterAll(() => rmSync(folder, { recursive: true }));

const [subject] = select({ scenarios: ["zap-race"], mappings: ["shmem"], kernels: ["6.1"] });
const model = modelOf(compiledOf(subject).compiled as Compiled);
const options = { header: ["zap-race"], stops: true };

describe("a text that ends at what is wrong", () => {
  it("does so in SPIN, which writes a trail", async () => {
    writeFileSync(join(folder, "model.pml"), toPromela(model, options));
    await run(folder, "spin", ["-o2", "-a", "model.pml"]);
    await run(folder, "gcc", ["-w", "-O0", "-DSAFETY", "-DNOREDUCE", "-o", "pan", "pan.c"]);
    const { report } = await run(folder, "./pan", ["-E", "-m10000"]);
    expect(report).toContain("unmapped-has-no-writable-tlb is violated (at depth");
    expect(report).toContain("wrote model.pml.trail");
    expect(report).toContain("Search not completed");
  });

  it("does so in Rumur, which shows the run", async () => {
    writeFileSync(join(folder, "model.m"), toMurphi(model, options));
    const flags = ["--deadlock-detection", "off", "--color", "off"];
    await run(folder, "rumur", [...flags, "--output", "model.c", "model.m"]);
    await run(folder, "gcc", ["-w", "-O0", "-mcx16", "-o", "rum", "model.c", "-lpthread"]);
    const { report } = await run(folder, "./rum", [], { mayFail: true });
    expect(report).toContain('"not: unmapped-has-no-writable-tlb is violated"');
    expect(report).toContain('Rule "zapper: zap_pte_range.ptep_get_and_clear');
  });
});
