import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Row } from "../../checks/index.ts";
import { runHere } from "./runHere.ts";

const zap = ["check", "zap-race", "-k", "6.12", "-m", "shmem"];

describe("check with a proposal", () => {
  it("makes no trace for JSON where none is wanted", async () => {
    const args = [...zap, "-p", "rmap-before-flush", "-p", "fault-keeps-mmap-lock", "--json"];
    const rowsOf = async (...more: string[]) =>
      JSON.parse((await runHere(...args, ...more)).out) as Row[];
    const [traced, plain] = [await rowsOf(), await rowsOf("--no-traces")];
    expect(traced.some(({ trace }) => trace !== null)).toBe(true);
    expect(plain.every(({ trace, apart }) => trace === null && apart === null)).toBe(true);
    const verdicts = (rows: readonly Row[]) => rows.map(({ verdict }) => verdict);
    expect(verdicts(plain)).toEqual(verdicts(traced));
  });

  it("tells first what changes, and then what is wrong besides", async () => {
    // Nobody populates here: that law is vacuous, before and after.
    const laws = "no-lost-store,populate-write-dirties";
    const args = ["zap-race", "-k", "5.12,6.12", "-m", "shmem", "-i", laws, "--no-traces"];
    const { out } = await runHere("check", ...args, "-p", "zap-drops-dirty");
    const lines = out
      .split("\n")
      .filter((line) => /^zap-race.*(holds|violated|vacuous)/.test(line));
    const changed = lines.map((line) => line.includes("→"));
    expect(changed).toContain(false);
    expect(changed).toEqual(changed.toSorted((a, b) => Number(b) - Number(a)));
  });

  it("names what of it is not used, and where", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "ptecheck-half-")), "half.ts");
    const own = `import { dup_mmap, proposal, replaceStep, zap_pte_range } from "ptecheck/model";
export default proposal({ id: "half", what: "w", why: "y", changes: [
  replaceStep(zap_pte_range, "set_page_dirty", (c, original) => original(c)),
  replaceStep(dup_mmap, "flush_tlb_mm", (c, original) => original(c)),
]});\n`;
    writeFileSync(file, own);
    const { out } = await runHere(...zap, "--no-traces", "-p", file);
    expect(out).toContain("Not used here: dup_mmap.flush_tlb_mm; in zap-race (6.12, shmem).");
    expect(out).not.toContain("vacuous");
  });
});
