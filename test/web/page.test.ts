import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { check, select } from "../../checks/index.ts";
import { renderTrace } from "../../render/index.ts";
import { runHere } from "../cli/runHere.ts";
import { Opened } from "./Opened.ts";

// The page in a browser, from disk, as somebody uses it who was sent the file.

let opened: Opened;
beforeAll(async () => {
  opened = await Opened.start();
});
afterAll(async () => opened?.end());
afterEach(() => {
  expect(opened.faults.splice(0)).toEqual([]);
});

const question = "#scenario=zap-race&kernel=6.1&mapping=write-notify";

/** What `open` gives, and nothing is started. */
const fakeBrowser = (_: number) => ({ once: () => {} });

/** The line of a run under the cursor. */
const here = () => opened.page.locator('.lanes [aria-selected="true"]');
const text = (name: string) => opened.page.getByText(name).first().waitFor();

describe("the file", () => {
  const file = readFileSync("dist-web/ptecheck.html");

  it("is small, and has the model once", () => {
    expect(gzipSync(file, { level: 9 }).length).toBeLessThan(150_000);
    expect(file.toString().split("tlb_gather_mmu()").length).toBeLessThan(6);
  });

  it("has neither the schema library nor anything to be fetched", () => {
    expect(file.toString()).not.toMatch(/ZodError|<script[^>]* src=|<link[^>]* href="(?!data:)/);
  });
});

describe("the page", () => {
  it("checks, and shows the trace of the first law that is violated", async () => {
    await opened.open(question);
    await text("violated: no-lost-store");
    await text("no-lost-store: violated");
    expect(await here().innerText()).toContain("stores through a stale translation W D");
    await opened.page
      .getByRole("button", { name: "no-lost-store on Linux 6.1: violated" })
      .waitFor();
  });

  it("checks the other kernels too, and opens what is pressed", async () => {
    const holds = { name: "no-lost-store on Linux 6.2: holds" };
    await opened.page.getByRole("button", holds).waitFor();
    const violated = { name: "none-is-flushed on Linux 2.6.20: violated" };
    await opened.page.getByRole("button", violated).click();
    await text("none-is-flushed: violated");
    expect(opened.page.url()).toContain("kernel=2.6.20");
  });

  it("on another kernel takes the run again as far as it goes, and says why no further", async () => {
    await opened.open(`${question}&law=no-lost-store`);
    await text("no-lost-store: violated");
    await opened.choose("kernel", "6.12");
    await text("The run of Linux 6.1, write-notify, taken again on Linux 6.12");
    await text("It stops at step");
    expect(opened.page.url()).toContain("kernel=6.12");
  });

  it("takes a proposal, and shows verdicts before and after", async () => {
    await opened.open("#scenario=fork-copied&kernel=6.12&mapping=write-notify");
    await text("violated: writable-implies-dirty");
    await opened.choose("proposal", "fork-write-protects");
    const name = /writable-implies-dirty on Linux 6.12: violated, with the proposal holds/;
    await opened.page.getByRole("button", { name }).waitFor();
    expect(opened.page.url()).toContain("proposal=fork-write-protects");
  });

  it("steps by keys, and the picture follows", async () => {
    await opened.open(`${question}&law=no-lost-store&at=0`);
    await opened.page.getByRole("listbox", { name: "The run, step by step" }).focus();
    expect(await here().innerText()).toContain("at first");
    const entry = opened.page.locator(".piece", { hasText: "P.pte" });
    expect(await entry.innerText()).toContain("none");
    for (let line = 0; line < 6; line += 1) await opened.page.keyboard.press("ArrowDown");
    expect(await here().innerText()).toContain("do_set_pte() maps the page for writing");
    expect(await entry.innerText()).toMatch(/W\s*D/);
    expect(await entry.getAttribute("class")).toContain("new");
    await opened.page.keyboard.press("ArrowUp");
    expect(await entry.innerText()).toContain("none");
    await opened.page.keyboard.press("End");
    expect(await here().innerText()).toContain("stale translation");
    const failing = opened.page.locator(".lights .violated", { hasText: "no-lost-store" });
    expect(await failing.innerText()).toContain("the disk lacks the last store");
  });

  it("draws the way of a stale translation to the folio, and who goes it", async () => {
    const { page } = opened;
    const ways = page.locator(".ways > path");
    await opened.open(`${question}&law=no-lost-store&at=0`);
    await text("no-lost-store: violated");
    expect(await ways.count()).toBe(0);
    await page.getByRole("listbox", { name: "The run, step by step" }).focus();
    await page.keyboard.press("End");
    await ways.first().waitFor({ state: "attached" });
    // Past the page tables: from the TLB's piece down to the folio.
    const ends = await ways.first().evaluate((path) => {
      const { y, height } = path.getBoundingClientRect();
      return [y, y + height];
    });
    const [tlb, memory] = await Promise.all(
      ['[data-label="cpu0 of P"]', '[data-part="memory"]'].map((one) =>
        page.locator(one).boundingBox(),
      ),
    );
    expect(ends[0]).toBeGreaterThan(tlb?.y ?? Number.NaN);
    expect(ends[1]).toBeGreaterThan(memory?.y ?? Number.NaN);
    const told = page.locator(".wayTexts");
    expect(await told.innerText()).toContain(
      "cpu0 still reaches the folio by the stale translation W D; P.pte is none: storer has just gone this way.",
    );
    expect(await page.locator(".ways > path.taken").count()).toBe(1);
    await page.keyboard.press("ArrowUp");
    expect(await page.locator(".ways > path.taken").count()).toBe(0);
    expect(await ways.count()).toBe(2);
  });

  it("forks: takes a step that is possible, and says why another is not", async () => {
    const fork = opened.page.getByRole("region", { name: "Fork here" });
    await opened.open(`${question}&law=no-lost-store&at=0`);
    await fork.getByRole("button", { name: "madvise_dontneed" }).click();
    await text("A run of your own");
    await fork.getByRole("button", { name: "mmap_read_lock()" }).click();
    await opened.page.locator(".lanes .bar.taken").waitFor();
    expect(decodeURIComponent(opened.page.url())).toContain("run=zapper:user_thread.next");
    await fork.getByRole("button", { name: "step back" }).click();
    await opened.page.locator(".lanes .bar.taken").waitFor({ state: "detached" });
    await fork.getByRole("button", { name: "back to the trace" }).click();
    await text("no-lost-store: violated");
    // The fault holds the lock of the folio: the flusher has to wait for it.
    await opened.page.locator(".line", { hasText: "page_mkwrite: folio_mark_dirty()" }).click();
    await fork.getByRole("button", { name: "goes on: wb_workfn" }).click();
    await fork.getByRole("button", { name: "finds the page by its dirty tag" }).click();
    await fork.getByText("blocked: PG_locked held by storer").waitFor();
  });

  it("checks a step that is edited, and copies it as a file that Node takes", async () => {
    const { page } = opened;
    await opened.open(`${question}&invariant=no-lost-store`);
    await text("no-lost-store: violated");
    await page.getByText("edit a step of the kernel").click();
    await opened.choose("step", "zap_pte_range.set_page_dirty");
    const editor = page.getByRole("textbox", { name: "zap_pte_range.set_page_dirty, edited" });
    const kernels = await editor.inputValue();
    expect(kernels).toContain("folio_mark_dirty(folio);");
    const flushing = kernels
      .replace("{ folio }", "{ folio, mm, local }")
      .replace(
        "folio_mark_dirty(folio);",
        "flush_tlb_page(mm, local.addr);\n  folio_mark_dirty(folio);",
      );
    await editor.fill(flushing);
    // Nothing is lost of what was written last before one turns to something else.
    await editor.blur();
    expect(page.url()).toContain("edits=");
    const name = "no-lost-store on Linux 6.1: violated, with the proposal holds";
    await page.getByRole("button", { name }).waitFor();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator(".editor").getByRole("button", { name: "file", exact: true }).click();
    await page.getByText("copied: file").waitFor({ state: "attached" });
    const file = join(mkdtempSync(join(tmpdir(), "ptecheck-web-")), "edited.ts");
    writeFileSync(file, String(await page.evaluate("navigator.clipboard.readText()")));
    const asked = ["zap-race", "-k", "6.1", "-m", "write-notify", "-i", "no-lost-store"];
    const { out } = await runHere("check", ...asked, "--proposal", file, "--json");
    expect(JSON.parse(out)).toMatchObject([{ before: "violated", verdict: "holds" }]);
  });

  it("says what is wrong with an edited step at the editor", async () => {
    const { page } = opened;
    const editor = page.getByRole("textbox", { name: "zap_pte_range.set_page_dirty, edited" });
    const wrong = page.locator(".editor [role=alert]");
    await editor.fill("({ folio }) => {");
    await wrong.getByText("zap_pte_range.set_page_dirty cannot be read").waitFor();
    await editor.fill("3");
    await wrong.getByText("zap_pte_range.set_page_dirty is no function").waitFor();
    await editor.fill('() => "no_step"');
    await wrong.getByText("no_step").waitFor();
    await editor.fill("({ folio }) => folio_mark_dirt(folio)");
    await wrong.getByText("folio_mark_dirt is not defined").waitFor();
    await page.getByRole("button", { name: "back to the kernel's" }).click();
    await text("no-lost-store: violated");
    expect(page.url()).not.toContain("edits=");
  });

  it("runs no code of a link before somebody has agreed", async () => {
    const { page } = opened;
    const stealing = '() => { throw new Error("was run"); }';
    const edits = JSON.stringify([["zap_pte_range.set_page_dirty", stealing]]);
    await opened.open(`${question}&edits=${encodeURIComponent(edits)}`);
    await text("no-lost-store: violated");
    const brought = page.getByRole("alert", { name: "Steps that the link brings" });
    expect(await brought.innerText()).toContain(stealing);
    expect(await page.getByText("was run").count()).toBe(1); // As text.
    await opened.choose("kernel", "6.0");
    await text("no-lost-store: violated");
    expect(decodeURIComponent(page.url())).toContain("was run");
    await brought.getByRole("button", { name: "check this edited step" }).click();
    await page.locator(".editor [role=alert]").getByText("was run").waitFor();
    await opened.open(`${question}&edits=[["zap.x","()=>1"]]`);
    expect(await page.getByRole("alert").innerText()).toContain("there is no procedure zap");
  });

  it("reaches a state: from the cursor, from the start, and says what stops it", async () => {
    const reach = opened.page.getByRole("region", { name: "Reach a state" });
    const field = reach.getByRole("combobox", { name: "Reach a state where" });
    await opened.open(`${question}&law=no-lost-store&at=6`);
    await field.fill("folio.writeback && mm.P.pt");
    await reach.getByText("did you mean ptl?").waitFor();
    expect(await reach.locator("mark").innerText()).toBe("mm.P.pt");
    expect(await reach.getByRole("button", { name: "from the start" }).isDisabled()).toBe(true);
    expect(await reach.locator('option[value$="mm.P.pte.dirty"]').count()).toBe(1);
    const condition = "zapper at zap_pte_range.page_remove_rmap && folio.dirty";
    await field.fill(condition);
    const steps = () => opened.page.locator(".lanes .what").allInnerTexts();
    const before = (await steps()).slice(0, 4);
    await field.press("Enter");
    await text(`A run to ${condition}`);
    expect((await steps()).slice(0, 4)).toEqual(before);
    await reach
      .getByText(/^Reached \(zap-race, Linux 6.1, write-notify, after 6 steps\)/)
      .waitFor();
    expect(decodeURIComponent(opened.page.url())).toContain(`state=${condition}`);
    await opened.page.reload();
    await text(`A run to ${condition}`);
    await field.fill('mm.P.pte == "none" && mm.P.pte.write');
    await reach.getByRole("button", { name: "from the start" }).click();
    await reach.getByText(/^Never \(zap-race, Linux 6.1, write-notify\): none of its/).waitFor();
    await reach.getByText('every state that has these lacks mm.P.pte == "none"').waitFor();
    await reach.getByRole("button", { name: "show it" }).last().click();
    await text("A run of your own");
    expect(await here().innerText()).toContain("do_set_pte() maps the page for writing");
  });

  it("asks once from the start, where the cursor stands there", async () => {
    const { page } = opened;
    await opened.open(`${question}&law=no-lost-store&at=0`);
    await text("no-lost-store: violated");
    await page.evaluate(`
      asked = [];
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (question) {
        asked.push(question.kind);
        postMessage.call(this, question);
      };
    `);
    const reach = page.getByRole("region", { name: "Reach a state" });
    await reach.getByRole("combobox").fill('mm.P.pte == "none" && mm.P.pte.write');
    await reach.getByRole("button", { name: "from the start" }).click();
    await reach.getByText(/^Never /).waitFor();
    const asked: string[] = await page.evaluate("asked");
    expect(asked.filter((kind) => kind === "reach")).toHaveLength(1);
    await page.reload();
  });

  it("unfolds every step, and folds them again", async () => {
    await opened.open(`${question}&law=no-lost-store`);
    await opened.page.locator(".line.wrong").waitFor();
    const lines = () => opened.page.locator(".lanes [role=option]").count();
    const folded = await lines();
    await opened.page.getByLabel("every step").check();
    expect(await lines()).toBeGreaterThan(folded);
    await opened.page.getByLabel("every step").uncheck();
    expect(await lines()).toBe(folded);
  });

  it("copies the trace as Node writes it", async () => {
    await opened.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const [{ trace }] = check({
      scenarios: ["zap-race"],
      kernels: ["6.1"],
      mappings: ["write-notify"],
      invariants: ["no-lost-store"],
    });
    if (trace === null) throw new Error("there is no trace");
    await opened.open(`${question}&invariant=no-lost-store`);
    for (const [name, wanted] of [
      ["mail", renderTrace(trace)],
      ["command line", trace.command],
      ["JSON", JSON.stringify(trace, null, 2)],
    ]) {
      await opened.page.getByRole("button", { name, exact: true }).click();
      await opened.page.getByText(`copied: ${name}`).waitFor({ state: "attached" });
      expect(await opened.page.evaluate("navigator.clipboard.readText()")).toBe(wanted);
    }
  });

  it("explains the trace: what it needs, when it was inevitable, what repairs it", async () => {
    await opened.open(`${question}&law=no-lost-store`);
    await opened.page.getByRole("button", { name: "explain it" }).click();
    await opened.page.getByText(/Inevitable: /).waitFor();
    const told = await opened.page.locator(".explained").innerText();
    expect(told).toMatch(/Needed: .*Inevitable: .*Repaired: with the rule delayRmap/s);
  });

  it("tells how far a large search is, and cancels it", async () => {
    await opened.open("#scenario=open-shared&kernel=6.12");
    await opened.page.getByText(/Linux 6.12: [\d,]+ states, depth \d+/).waitFor();
    await opened.page.getByRole("button", { name: "cancel" }).click();
    await text("The search was cancelled: nothing is known.");
    expect(await opened.page.locator(".cell").count()).toBe(0);
  });

  it("takes threads of one's own, in the link too", async () => {
    await opened.open(question);
    await text("violated: no-lost-store");
    await opened.page.getByRole("button", { name: "storer without store" }).click();
    await text("With other threads.");
    await opened.page
      .getByRole("button", { name: "no-lost-store on Linux 6.1: vacuous" })
      .waitFor();
    expect(opened.page.url()).toContain("threads=storer:parent:0:load;zapper");
  });

  it("refuses a link that names what there is not, and says what there is", async () => {
    await opened.open("#scenario=zap-rcae");
    expect(await opened.page.getByRole("alert").innerText()).toContain("did you mean zap-race?");
    await opened.open("#scenario=zap-race&kernel=7.77");
    expect(await opened.page.getByRole("alert").innerText()).toContain("7.77");
  });
});

describe("the command line", () => {
  const folder = mkdtempSync(join(tmpdir(), "ptecheck-web-"));
  const file = join(folder, "page.html");

  it("says where the page is, at a question", async () => {
    const { out } = await runHere("web", "zap-race", "-k", "v6.1", "-p", "fork-write-protects");
    expect(out).toMatch(/^file:\/\/\S+\/dist-web\/ptecheck.html#\S+\n$/);
    await opened.page.goto(out.trim());
    await text("with fork-write-protects");
  });

  it("opens the page where there is a terminal, at the question", async () => {
    const opens: string[] = [];
    vi.doMock("open", () => ({ default: async (url: string) => fakeBrowser(opens.push(url)) }));
    const { isTTY } = process.stdout;
    process.stdout.isTTY = true;
    try {
      const { out } = await runHere("web", "zap-race", "-k", "6.1");
      expect(opens).toEqual([out.trim()]);
      await opened.page.goto(opens[0] ?? "");
      await text("violated: no-lost-store");
      expect((await runHere("web")).out).toMatch(/dist-web\/ptecheck.html\n$/);
      await runHere("web", "--no-open");
      await runHere("web", "--out", file);
      expect(opens).toHaveLength(2);
    } finally {
      process.stdout.isTTY = isTTY;
      vi.doUnmock("open");
    }
  });

  it("refuses files of one's own, which the page has not", async () => {
    const asked = ["zap-race", "-k", "6.1", "-m", "write-notify", "-r", `html=${file}`];
    const own = join(folder, "my-proposal.ts");
    await runHere("init", "proposal", own);
    const { code, err } = await runHere("check", ...asked, "--proposal", own);
    expect(code).toBe(2);
    expect(err).toContain(`the page has no ${own} in it, so it cannot check zap-race`);
    expect(err).toContain("Use another reporter, as svg or lanes");
  });

  it("refuses what there is not, and a kernel without a scenario", async () => {
    expect(await runHere("web", "zap-rcae")).toMatchObject({ code: 2, out: "" });
    expect((await runHere("web", "-k", "6.1")).err).toContain("6.1 of which scenario?");
    expect((await runHere("web", "-o", folder)).err).toContain(`cannot write ${folder}`);
  });

  it("writes the page at a question", async () => {
    await runHere("web", "fork-copied", "-k", "6.12", "--out", file);
    await opened.open("", file);
    await text("violated: writable-implies-dirty");
  });

  it("writes a trace as the page that finds it again", async () => {
    const asked = ["zap-race", "-k", "6.1", "-m", "write-notify", "-i"];
    await runHere("check", ...asked, "mkclean-complete", "-r", `html=${file}`);
    await opened.open("", file);
    await text("mkclean-complete: violated");
  });
});

/** A few that are quick; with PTECHECK_WEB=all every system that a plain check has, as far as it is small. */
const systems: readonly (readonly [scenario: string, mapping: string, kernel: string])[] =
  process.env.PTECHECK_WEB === "all"
    ? select({}).map(({ scenario, mapping, kernel }) => [scenario.id, mapping, kernel])
    : [
        ["zap-race", "write-notify", "6.12"],
        ["fork-copied", "write-notify", "6.1"],
        ["fork-shared", "shmem", "6.12"],
        ["populate", "shmem", "6.12"],
        ["cow-rmap", "anonymous", "6.1"],
      ];

describe("verdicts and counts", () => {
  it.each(systems)("are those of Node: %s, %s, %s", async (scenario, mapping, kernel) => {
    const rows = check(
      { scenarios: [scenario], mappings: [mapping], kernels: [kernel] },
      { traces: false, maxStates: 500_000 },
    );
    const [{ states, transitions, depth, bound }] = rows;
    if (bound !== null) return expect(bound).toBe("states"); // Too large to be searched twice.
    await opened.open(`#scenario=${scenario}&kernel=${kernel}&mapping=${mapping}`);
    const count = (many: number) => many.toLocaleString("en");
    await text(`${count(states)} states, ${count(transitions)} transitions, depth ${depth}, `);
    for (const { property, verdict, met } of rows) {
      const name = `${property} on Linux ${kernel}: ${verdict}${met ? "" : ", not as expected"}`;
      await opened.page.getByRole("button", { name, exact: true }).waitFor();
    }
  });
});
