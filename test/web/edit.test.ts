import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { check, toldProcedures } from "../../checks/index.ts";
import { stepTextsOf } from "../../web/build/stepTextsOf.ts";
import type { Edit } from "../../web/edit/Edit.ts";
import { editedProposal } from "../../web/edit/editedProposal.ts";
import { proposalFile } from "../../web/edit/proposalFile.ts";
import type { StepTexts } from "../../web/edit/StepTexts.ts";
import { runHere } from "../cli/runHere.ts";

// Steps as text: what the page's editor shows, evaluates, and copies as a file.

const folder = "model/operations";
const named = readdirSync(folder).filter((file) => file !== "user_thread.ts");
let texts: StepTexts;
let files: readonly StepTexts[];
beforeAll(async () => {
  files = await Promise.all(
    named.map((file) => stepTextsOf(readFileSync(join(folder, file), "utf8"), file)),
  );
  const of = (kind: keyof StepTexts) => Object.assign({}, ...files.map((one) => one[kind]));
  texts = { steps: of("steps"), helpers: of("helpers") };
});

/** Every step of the model but that of user threads, as an edit that changes nothing. */
function unchanged(): Edit[] {
  return Object.entries(texts.steps).map(([place, text]) => ({ place, text }));
}

const system = { scenarios: ["zap-race"], kernels: ["6.1"], mappings: ["write-notify"] };

/** One that loses no store: zap flushes before it gives up the rmap. */
const flushing: Edit = {
  place: "zap_pte_range.page_remove_rmap",
  text: `({ mm, folio, local }) => {
  flush_tlb_page(mm, local.addr);
  page_remove_rmap(folio);
  if (\`\${folio_mark_dirty.name} is a name\` === "") return "done"; // Nothing else uses that name.
  local.cleared_ptes = false; // "page_remove_rmap" is no name here.
  return "pte_unmap_unlock";
}`,
};

describe("the texts of steps", () => {
  it("are those of every step that there is", () => {
    const steps = toldProcedures(["6.1"]).flatMap(({ name, steps }) =>
      steps.map((step) => `${name}.${step.name}`),
    );
    expect(steps.filter((place) => !Object.hasOwn(texts.steps, place))).toEqual([
      "user_thread.next",
    ]);
  });

  it("have helpers of one name each", () => {
    const names = files.flatMap(({ helpers }) => Object.keys(helpers));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it("have no types left", () => {
    expect(texts.steps["zap_pte_range.page_remove_anon_rmap"]).toMatch(
      /^\(\{ local: \{ page \} \}\) => \{\n {2}if/,
    );
    expect(texts.helpers.zap_private_pte).toContain("function zap_private_pte(mm, local, ptent) {");
  });

  it.each([
    ["zap-race", "write-notify"],
    ["fork-shared", "shmem"],
    ["gup-read", "anonymous"],
    ["journal-writes", "hookless-journal"],
  ])("mean what they are the texts of: %s, %s", (scenario, mapping) => {
    const selection = { scenarios: [scenario], kernels: ["6.1"], mappings: [mapping] };
    const options = { traces: false };
    const before = check(selection, options);
    const after = check({ ...selection, proposal: editedProposal(unchanged(), texts) }, options);
    const told = (rows: typeof before) =>
      rows.map(({ property, verdict, states, transitions }) => [
        property,
        verdict,
        states,
        transitions,
      ]);
    expect(told(after)).toEqual(told(before));
  });
});

describe("an edited step", () => {
  it("is checked as a proposal of that name", () => {
    const rows = check({
      ...system,
      invariants: ["no-lost-store"],
      proposal: editedProposal([flushing], texts),
    });
    expect(rows[0]).toMatchObject({ proposal: "edited", verdict: "holds", before: "violated" });
  });

  it.each<[string, RegExp]>([
    ["({ folio }) => {", /^zap_pte_range.page_remove_rmap cannot be read: /],
    ['"done"', /^zap_pte_range.page_remove_rmap is no function$/],
    ["flush_tlb_pag", /cannot be read: flush_tlb_pag is not defined/],
  ])("is refused as %s", (text, error) => {
    expect(() => editedProposal([{ ...flushing, text }], texts)).toThrow(error);
  });

  it.each<[string, RegExp]>([
    ['() => "pte_unmap_unlok"', /pte_unmap_unlok/],
    ["() => 1", /zap_pte_range/],
  ])("is refused where it is taken: %s", (text, error) => {
    const proposal = editedProposal([{ ...flushing, text }], texts);
    expect(() => check({ ...system, proposal })).toThrow(error);
  });

  it("that throws breaks a rule of the model", () => {
    const text = "({ folio }) => { folio_mark_dirt(folio); }";
    const rows = check({ ...system, proposal: editedProposal([{ ...flushing, text }], texts) });
    const error = rows.find(({ verdict }) => verdict === "error");
    expect(error?.trace?.error).toContain("folio_mark_dirt is not defined");
  });

  it("of no procedure is refused", () => {
    expect(() => editedProposal([{ ...flushing, place: "zap.x" }], texts)).toThrow(
      "there is no procedure zap",
    );
  });
});

describe("as a file", () => {
  const file = join(mkdtempSync(join(tmpdir(), "ptecheck-edit-")), "edited.ts");
  const options = "zap-race --kernel 6.1 --mapping write-notify";

  it("an edited step is what the command line takes, with the same verdicts", async () => {
    const written = proposalFile([flushing], texts, options);
    expect(written).not.toContain("  extend,\n  extend");
    writeFileSync(file, written);
    const { out, code } = await runHere("check", ...options.split(" "), "-p", file, "--json");
    const rows = check({ ...system, proposal: editedProposal([flushing], texts) });
    const told = (some: readonly object[]) =>
      some.map((row) => {
        const { property, verdict, before, states, transitions } = Object(row);
        return { property, verdict, before, states, transitions };
      });
    expect(told(JSON.parse(out))).toEqual(told(rows));
    expect(code).toBe(0);
  });

  it("every step of the model at once is one too", async () => {
    writeFileSync(file, proposalFile(unchanged(), texts, options));
    const { out, err } = await runHere("check", ...options.split(" "), "-p", file, "--json");
    expect(err).toBe("");
    const [{ states, transitions }] = check(system, { traces: false });
    expect(JSON.parse(out)[0]).toMatchObject({ states, transitions });
  });
});
