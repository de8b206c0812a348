import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Row } from "../../checks/index.ts";
import { runCli } from "./runCli.ts";

// Outside of every folder in which ptecheck is installed.
const folder = mkdtempSync(join(tmpdir(), "ptecheck-own-"));

function fileWith(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const header = `import { proposal, replaceStep, zap_pte_range, dup_mmap } from "ptecheck/model";\n`;
const body = (id: string, more: string) =>
  `${header}export default proposal({ id: "${id}", what: "w", why: "y", ${more} });\n`;
/** Loses stores on shmem, which 6.12 does not. */
const dropsDirty = `changes: [replaceStep(zap_pte_range, "set_page_dirty", () => "tlb_flush_mmu_tlbonly")]`;
const zap = ["check", "zap-race", "-k", "6.12", "-m", "shmem", "-i", "no-lost-store"];

function verdictOf(...given: string[]): Pick<Row, "proposal" | "verdict"> {
  const options = given.flatMap((one) => ["-p", one]);
  const { out, err } = runCli(...zap, ...options, "--json");
  expect(err).toBe("");
  const [{ proposal, verdict }] = JSON.parse(out) as Row[];
  return { proposal, verdict };
}

describe("a proposal from a file", () => {
  it.each(["ts", "mts", "js", "mjs"])("is loaded without a build step: .%s", (extension) => {
    const file = fileWith(`drops.${extension}`, body("drops", dropsDirty));
    expect(verdictOf(file)).toEqual({ proposal: "drops", verdict: "violated" });
  });

  it("may be TypeScript that is more than types, in several files", () => {
    fileWith("order.ts", `export enum Order { early, late }\nexport type Id = string;\n`);
    const file = fileWith(
      "several.ts",
      `import type { Proposal } from "ptecheck";
import { blocked } from "ptecheck/language";
${header}
import { type Id, Order } from "./order.ts";
const id: Id = \`drops-\${Order.late}\`;
const drops = (id: Id): Proposal => ({ id, what: "w", why: "y", ${dropsDirty} });
const waits = { id: "waits", what: "w", why: "y", switches: { follTouch: false }, changes: [replaceStep(dup_mmap, "copy_present_pte", () => blocked)] };
export default [drops(id), waits satisfies Proposal];\n`,
    );
    expect(verdictOf(file)).toEqual({ proposal: "drops-1 + waits", verdict: "violated" });
  });

  it("may speak of a default export without being one", () => {
    const spoken = `/*\nexport default 1;\n*/\nconst text = \`\nexport default 2;\n\`;\n// export default 3;\n`;
    const file = fileWith("spoken.ts", `${spoken}${body("spoken", `${dropsDirty}, why: text`)}`);
    expect(verdictOf(file)).toEqual({ proposal: "spoken", verdict: "violated" });
  });

  it("takes proposal() from either door", () => {
    const moved = body("moved", dropsDirty).replace(
      "{ proposal, ",
      '{ proposal } from "ptecheck";\nimport { ',
    );
    expect(verdictOf(fileWith("moved.ts", moved))).toEqual({
      proposal: "moved",
      verdict: "violated",
    });
  });

  it("is what model/README.md shows", () => {
    const [, shown] = /```ts\n(import [^`]*ptecheck\/model[^`]*)```/.exec(
      readFileSync("model/README.md", "utf8"),
    ) ?? ["", ""];
    const args = ["check", "zap-race", "-k", "6.1", "-m", "write-notify", "--json"];
    const rows = JSON.parse(runCli(...args, "-p", fileWith("shown.ts", shown)).out) as Row[];
    expect(new Set(rows.map(({ verdict }) => verdict))).toEqual(new Set(["holds"]));
  });

  it("makes a terminal obey nothing, whatever its steps throw", () => {
    const throws = `changes: [replaceStep(zap_pte_range, "set_page_dirty", () => { throw new Error("\\x1b]0;x\\x07\\x9b31m\\u202e"); })]`;
    const file = fileWith("throws.ts", body("throws", throws));
    const args = [...zap, "-p", file];
    const { code, out } = runCli(...args);
    expect(code).toBe(1);
    expect(out).toContain("it threw: \\u001b]0;x\\u0007\\u009b31m\\u202e");
    const json = runCli(...args, "--json").out;
    for (const text of [out, json]) expect(text).not.toMatch(/[^\P{C}\n]/u);
    const [, error] = JSON.parse(json) as Row[];
    expect(error.trace?.error).toContain("\u001b]0;x\u0007\u009b31m\u202e");
  });

  it("is put together with others, in order", () => {
    const sees = fileWith(
      "sees.ts",
      body(
        "sees",
        `changes: [replaceStep(zap_pte_range, "set_page_dirty", (c, original) => original(c))]`,
      ),
    );
    const drops = fileWith("drops.ts", body("drops", dropsDirty));
    expect(verdictOf(drops, sees, "no-foll-touch")).toEqual({
      proposal: "drops + sees + no-foll-touch",
      verdict: "violated",
    });
    expect(verdictOf(sees)).toEqual({ proposal: "sees", verdict: "holds" });
  });

  it("shows nothing where one of several is never used", () => {
    const unused = `changes: [replaceStep(dup_mmap, "copy_present_pte", (c, original) => original(c))]`;
    const never = fileWith("never.ts", body("never", unused));
    const same = `changes: [replaceStep(zap_pte_range, "set_page_dirty", (c, original) => original(c))]`;
    const used = fileWith("used.ts", body("used", same));
    expect(verdictOf(never).verdict).toBe("vacuous");
    expect(verdictOf(used, never).verdict).toBe("vacuous");
    expect(verdictOf(used).verdict).toBe("holds");
    expect(runCli(...zap, "-p", never).out).toContain(
      "vacuous: no-lost-store: nothing of never is used\n  (dup_mmap.copy_present_pte)",
    );
  });

  it("is refused with a new step to which nothing leads: its name is mistyped", () => {
    const typo = (id: string, more: string, step = "tlb_flush_mmu_tlbonIy") => {
      const steps = `${step}: (c, original) => "pte_unmap_unlock"${more}`;
      const written = `changes: [extend(zap_pte_range, { steps: { ${steps} } })]`;
      const text = body(id, written).replace("proposal,", "extend, proposal,");
      return runCli(...zap, "-p", fileWith(`${id}.ts`, text));
    };
    const { code, err } = typo("typo", "");
    expect(code).toBe(2);
    expect(err).toContain(
      'error: typo: zap_pte_range has no step "tlb_flush_mmu_tlbonIy", and nothing leads to it: did you mean tlb_flush_mmu_tlbonly?\n',
    );
    const itself = typo("itself", "", "again");
    expect(itself.code).toBe(2);
    const led = ', set_page_dirty: (c) => c.kernel.delayRmap ? "pte_unmap_unlock" : "again"';
    expect(typo("led", led, "again")).toMatchObject({ code: 1, err: "" });
  });

  it("has traces that replay with it, and not without", () => {
    const file = fileWith("drops.ts", body("drops", dropsDirty));
    const trace = fileWith("trace.json", runCli(...zap, "-p", file, "--json").out);
    expect(runCli("replay", trace, "-p", file).code).toBe(0);
    const { code, err } = runCli("replay", trace);
    expect(code).toBe(2);
    expect(err).toContain(`npx ptecheck replay ${trace} --proposal ${file}`);
    expect(err).toContain('proposal "drops", which is not known');
  });
});

const scenarioOf = (more: string) => `import { scenario } from "ptecheck";
export default scenario({ id: "mine", question: "q", why: "y", mappings: ["shmem"], ${more} });\n`;
const threads = `threads: [
  { name: "a", mm: "parent", cpu: 0, program: ["load", "store"] },
  { name: "b", mm: "parent", cpu: 1, program: ["madvise_dontneed"] },
]`;
const lawOf = (id: string, more: string) => `import { invariant } from "ptecheck";
import { zap_pte_range } from "ptecheck/model";
export default invariant({ id: "${id}", statement: "It is so.", why: "y", source: "s", doesNotSay: "n", mappings: ["shmem"], ${more} });\n`;
const neverDirty = `over: "states", antecedent: () => true, holds: ({ s }) => !s.folio[0].dirty`;

describe("a scenario and an invariant from files", () => {
  const mine = fileWith("mine-all-mine.ts", scenarioOf(`${threads}, asks: ["no-lost-store"]`));
  const clean = fileWith("clean.ts", lawOf("clean", neverDirty));
  const rowsOf = (...args: string[]) => {
    const { out, err } = runCli(...args, "--json");
    expect(err).toBe("");
    return JSON.parse(out) as Row[];
  };

  it("are asked for alone, and with what ptecheck has", () => {
    const told = (rows: readonly Row[]) =>
      rows.map(({ scenario, kernel, property, verdict }) =>
        [scenario, kernel, property, verdict].join(" "),
      );
    expect(told(rowsOf("check", mine))).toEqual([
      "mine 5.12 no-lost-store holds",
      "mine 6.1 no-lost-store holds",
      "mine 6.12 no-lost-store holds",
    ]);
    const laws = ["-i", `no-lost-store,${clean}`];
    expect(told(rowsOf("check", mine, "zap-race", "-k", "6.12", "-m", "shmem", ...laws))).toEqual([
      "zap-race 6.12 no-lost-store holds",
      "zap-race 6.12 clean violated",
      "mine 6.12 no-lost-store holds",
      "mine 6.12 clean violated",
    ]);
  });

  it("go together with a proposal", () => {
    const drops = fileWith("drops.ts", body("drops", dropsDirty));
    const [row] = rowsOf("check", mine, "-k", "6.12", "-p", drops);
    expect(row).toMatchObject({ scenario: "mine", before: "holds", verdict: "violated" });
    expect(row.trace?.files).toEqual([mine, drops]);
  });

  it("may be about each other: a scenario asks for a law of the same command", () => {
    const both = fileWith(
      "both.ts",
      scenarioOf(`${threads}, asks: ["clean"], expects: [{ violated: "clean" }]`),
    );
    expect(runCli("check", both, "-i", clean).code).toBe(0);
    const { code, err } = runCli("check", both);
    expect(err).toContain('scenario mine asks for an unknown invariant "clean"');
    expect(code).toBe(2);
  });

  it("are empty green nowhere: what never says anything is vacuous", () => {
    const mute = fileWith(
      "mute.ts",
      lawOf(
        "mute",
        `over: "steps", procedures: [zap_pte_range], antecedent: () => false, holds: () => true`,
      ),
    );
    const { code, out } = runCli("check", mine, "-i", mute);
    expect(out).toMatch(/mute +vacuous \(!\)/);
    expect(code).toBe(1);
  });

  it("have traces that name the files, and replay with them only", () => {
    const { out } = runCli("check", mine, "-k", "6.12", "-i", clean);
    expect(out.replaceAll("\n", " ")).toContain(`from ${mine}, ${clean})`);
    const rows = rowsOf("check", mine, "-k", "6.12", "-i", clean);
    const trace = fileWith("own-trace.json", JSON.stringify(rows));
    const again = runCli("replay", trace, mine, "-i", clean, "--json");
    expect(JSON.parse(again.out)).toEqual(rows[0].trace);
    const withoutScenario = runCli("replay", trace, "-i", clean);
    expect(withoutScenario.code).toBe(2);
    expect(withoutScenario.err).toContain('scenario "mine", which is not known');
    expect(withoutScenario.err).toContain(`npx ptecheck replay ${trace} ./my-scenario.ts`);
    expect(runCli("replay", trace, mine).err).toContain('invariant "clean", which is not known');
  });

  it("are sampled too, and again", () => {
    const args = ["sample", mine, "-k", "6.12", "-i", clean, "--seed", "3", "--runs", "50"];
    const { out } = runCli(...args);
    const again = /Again: npx ptecheck (sample .*)/.exec(out)?.[1].split(" ") ?? [];
    expect(again).toEqual(expect.arrayContaining([mine, clean]));
    expect(runCli(...again).out).toContain("clean: violated");
  });
});

// Changes name procedures by identity: another instance of the model would never be changed.
describe("a file beside another copy of ptecheck", () => {
  const copy = join(folder, "installed", "node_modules", "ptecheck");
  mkdirSync(copy, { recursive: true });
  for (const part of ["dist", "package.json"]) cpSync(part, join(copy, part), { recursive: true });
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));

  it.each(["ts", "mts", "js", "mjs"])("sees the one that runs: .%s", (extension) => {
    fileWith("installed/package.json", '{ "type": "module" }');
    fileWith(`installed/helper.${extension}`, `export { zap_pte_range } from "ptecheck/model";\n`);
    const file = fileWith(
      `installed/drops.${extension}`,
      `import { replaceStep } from "ptecheck/model";
import { zap_pte_range } from "./helper.${extension}";
export default { id: "drops", what: "w", why: "y", ${dropsDirty} };\n`,
    );
    expect(verdictOf(file)).toEqual({ proposal: "drops", verdict: "violated" });
  });

  it("is told where it takes the copy all the same", () => {
    const file = fileWith(
      "installed/copied.mjs",
      body("copied", dropsDirty).replace(
        "ptecheck/model",
        "./node_modules/ptecheck/dist/model/index.js",
      ),
    );
    const { code, err } = runCli(...zap, "-p", file);
    expect(err).toContain("changes the zap_pte_range of another copy of ptecheck");
    expect(code).toBe(2);
  });
});

describe("a name that is far from all", () => {
  it("is not guessed", () => {
    expect(runCli("check", "-p", "magic").err).not.toContain("did you mean");
  });
});

describe("init", () => {
  it.each(["my-proposal.ts", "other.mjs"])("writes a proposal that works: %s", (name) => {
    const file = join(folder, name);
    const { code, out } = runCli("init", "proposal", file);
    expect({ code, out }).toEqual({
      code: 0,
      out: `wrote ${file}\nCheck it: npx ptecheck check zap-race --proposal ${file}\n`,
    });
    const args = ["check", "zap-race", "--proposal", file, "-k", "6.12", "--json"];
    const rows = JSON.parse(runCli(...args).out) as Row[];
    expect(new Set(rows.map(({ proposal }) => proposal))).toEqual(new Set([name.split(".")[0]]));
    const lost = rows.filter(({ property }) => property === "no-lost-store");
    expect(lost.map(({ mapping, verdict }) => [mapping, verdict])).toEqual([
      ["write-notify", "violated"],
      ["shmem", "holds"],
    ]);
    const says = lost[0].trace?.steps.map((step) => step.says);
    // It runs the original of set_page_dirty, whose words it keeps.
    expect(says).toContain("syncs D back: folio_mark_dirty(), dirty already");
  });

  it("writes a scenario whose expectations are met", () => {
    const file = join(folder, "my-scenario.ts");
    expect(runCli("init", "scenario", file)).toEqual({
      code: 0,
      out: `wrote ${file}\nCheck it: npx ptecheck check ${file}\n`,
      err: "",
    });
    const { code, out } = runCli("check", file, "--json");
    const rows = JSON.parse(out) as Row[];
    expect({ code, unmet: rows.filter(({ met }) => !met) }).toEqual({ code: 0, unmet: [] });
    expect(new Set(rows.map(({ verdict }) => verdict))).toEqual(
      new Set(["violated", "holds", "reached"]),
    );
  });

  it("writes an invariant that holds, and that its proposal breaks", () => {
    const [law, idea] = [join(folder, "law.mjs"), join(folder, "idea.ts")];
    expect(runCli("init", "invariant", law).out).toBe(
      `wrote ${law}\nCheck it: npx ptecheck check zap-race --invariant ${law}\n`,
    );
    expect(runCli("check", "zap-race", "--invariant", law).code).toBe(0);
    runCli("init", "proposal", idea);
    const { code, out } = runCli("check", "zap-race", "-i", law, "-p", idea, "-k", "6.12");
    expect(code).toBe(1);
    expect(out).toMatch(/law +holds → violated \(!\)/);
  });
});
