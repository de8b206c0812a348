import { spawnSync } from "node:child_process";
import {
  accessSync,
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Row } from "../../checks/index.ts";
import { invariants } from "../../invariants/index.ts";
import { runCli } from "./runCli.ts";

const folder = mkdtempSync(join(tmpdir(), "ptecheck-test-"));

function fileWith(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function rowsOf(...args: string[]): Row[] {
  return JSON.parse(runCli(...args).out) as Row[];
}

describe("an error", () => {
  // badInput.test.ts has what can be wrong.
  it.each<[string[], string]>([
    [["check", "zap"], 'error: unknown scenario "zap"'],
    [["check", "--kernels", "6.1"], "error: unknown option '--kernels'"],
    [["replay", "/no/such/file"], "error: cannot read /no/such/file"],
  ])("ends the process with exit code 2 and nothing on stdout: %j", (args, text) => {
    const { code, out, err } = runCli(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(text);
  });
});

describe("check", () => {
  it("says where a scenario takes a kernel for another than was released", () => {
    const args = ["check", "populate", "-m", "shmem", "-i", "no-lost-store", "-p", "no-foll-touch"];
    const { err } = runCli(...args, "-k", "5.12,5.14", "--no-traces");
    expect(err).toMatch(/^note: 5\.12: the scenario populate gives it what came in 5\.14: .+\n$/);
    const rows = rowsOf("check", "populate", "-m", "shmem", "-k", "5.12,5.14", "--json");
    expect(new Set(rows.map(({ kernel, caveat }) => `${kernel} ${caveat === null}`))).toEqual(
      new Set(["5.12 false", "5.14 true"]),
    );
  });

  it("gives each scenario × kernel × property as JSON", () => {
    const picked = ["-k", "6.1,6.12", "-m", "write-notify", "-i", "no-lost-store,mkclean-complete"];
    const rows = rowsOf("check", "zap-race", ...picked, "--json");
    expect(rows).toHaveLength(4);
    const lost = rows.filter(({ property }) => property === "no-lost-store");
    expect(lost.map(({ kernel, verdict }) => [kernel, verdict])).toEqual([
      ["6.1", "violated"],
      ["6.12", "holds"],
    ]);
    expect(Object.keys(rows[0])).toEqual(
      expect.arrayContaining(
        "scenario kernel mapping property verdict states transitions depth seconds trace".split(
          " ",
        ),
      ),
    );
    expect(lost[0].trace?.steps.length).toBe(29);
    expect(lost[1].trace).toBeNull();
  });

  it("is met by what a scenario expects, and not by what it does not expect", () => {
    const met = runCli("check", "zap-race", "-k", "5.12,6.1", "-i", "no-lost-store");
    expect(met.code).toBe(0);
    expect(met.out).toMatch(/ 6\.1 +write-notify +no-lost-store +violated, as expected /);
    expect(met.out).toContain("\nThe same run: Linux 6.1\n");
    expect(met.out).toMatch(/\nEvery verdict is the expected one\.\n$/);
    expect(met.out).not.toContain("(!)");
    const late = runCli("check", "zap-race", "-k", "5.12,6.1", "-p", "no-rewalk", "--no-traces");
    expect(late.out.replaceAll(/\n */g, " ")).toContain(
      "violated as before: no-lost-store, mkclean-complete, unmapped-has-no-writable-tlb (zap-race, write-notify; 5.12, 6.1);",
    );
    expect(runCli("check", "zap-race", "-k", "6.12", "-p", "rmap-before-flush").code).toBe(1);
    expect(runCli("check", "zap-race", "-k", "6.12", "-i", "fork-keeps-dirty").code).toBe(1);
  });

  it("is incomplete at a bound, with exit code 3", () => {
    const { code, out } = runCli(
      ...["check", "zap-race", "-k", "6.12", "-m", "write-notify", "--max-states", "500"],
    );
    expect(code).toBe(3);
    expect(out).toContain("stopped at the bound on states");
    expect(out).not.toMatch(/ holds {2}/);
  });

  it("says what a proposal changes, and counts the rest", () => {
    const mended = runCli("check", "fork-copied", "-p", "fork-write-protects", "-k", "6.12");
    expect(mended.out).toMatch(/write-notify +writable-implies-dirty +violated → holds/);
    expect(mended.out).toMatch(/^\d+ verdicts unchanged: \d+ holds, /m);
    expect(mended.code).toBe(0);
    expect(mended.out).toMatch(/^fork-copied +6.12 +shmem +[\d,]+ → [\d,]+ +1 → 2 +2 +0 +0$/m);
    expect(mended.out).toContain("memory holds something only with the proposal");
    expect(mended.out).toContain("same-states: differs (fork-copied, Linux 6.12, shmem, with");
    const broken = runCli("check", "zap-race", "-p", "rmap-before-flush", "-k", "6.12");
    expect(broken.out).toMatch(/write-notify +no-lost-store +holds → violated \(!\)/);
    expect(broken.out).toContain(
      "no-lost-store: violated (zap-race, Linux 6.12, write-notify, with",
    );
    expect(broken.out).not.toMatch(/^\S+ +\S+ +\S+ +\S+ +holds {2}/m);
    expect(broken.out).toContain("\n(!) not what the scenario expects\n");
    expect(broken.out).not.toContain("Every verdict is the expected one.");
    expect(broken.code).toBe(1);
    const args = ["check", "zap-race", "-p", "rmap-before-flush", "-k", "6.12", "-m", "shmem"];
    const rows = rowsOf(...args, "--json");
    expect(rows.filter(({ before, verdict }) => before !== verdict)).toMatchObject([
      { property: "unmapped-has-no-writable-tlb", before: "holds", verdict: "violated" },
    ]);
    const once = { pageFaults: 1, tlbFlushes: 1, ipis: 1, writebacks: 0, stuck: null };
    for (const { costs } of rows) expect(costs).toMatchObject({ before: once, after: once });
  });

  it("says the same without passes, of a larger system, with as short traces", () => {
    const laws = "no-lost-store,mkclean-complete,unmapped-has-no-writable-tlb";
    const args = ["check", "zap-race", "-k", "6.1", "-m", "write-notify", "-i", laws, "--json"];
    const [with_, without] = [rowsOf(...args), rowsOf(...args, "--without", "all")];
    const told = (rows: Row[]) =>
      rows.map(({ property, verdict, trace }) => [property, verdict, trace?.steps.length]);
    expect(told(with_)).toEqual(told(without));
    expect(without[0].states).toBe(34_106);
    expect(with_[0].states).toBeLessThan(17_000);
  });

  it("says what each pass saved, and leaves out one that is switched off", () => {
    const args = ["check", "zap-race", "-k", "6.12", "-m", "shmem", "-v"];
    expect(runCli(...args).out).toMatch(
      /\d+ bits a state; saved by\n {2}constants: \d+ fields[\s\S]*fuseReleases: \d+ releases of locks/,
    );
    const { out } = runCli(...args, "--without", "fuseReleases,cone");
    expect(out).not.toMatch(/releases of locks|nothing asks for/);
    expect(out).toContain("locals cleared");
  });

  it("names the rows after the kernel that was given, and says what nobody knows of it", () => {
    const args = ["fork-uffd-wp", "-k", "v6.6", "-k", "6.1.200", "-i", "no-lost-store", "--json"];
    const { code, out, err } = runCli("check", ...args);
    expect(code).toBe(0);
    const told = new Map((JSON.parse(out) as Row[]).map(({ kernel, caveat }) => [kernel, caveat]));
    expect([...told.keys()]).toEqual(["6.6", "6.1.200"]);
    expect(told.get("6.6")).toBeNull();
    expect(told.get("6.1.200")).toContain("nobody has read 6.1.y after 6.1.192");
    const lost = runCli("check", "zap-race", "-k", "6.1.200", "-i", "no-lost-store").out;
    expect(lost).toContain("Caveat: Linux 6.1.200: nobody has read 6.1.y after 6.1.192");
    expect(err).toContain("note: 6.1.200: nobody has read 6.1.y after 6.1.192");
  });

  it("takes an option that is given twice as a longer list", () => {
    const rows = rowsOf("check", "zap-race", "-k", "6.1", "-k", "6.12", "-m", "shmem", "--json");
    expect(new Set(rows.map(({ kernel }) => kernel))).toEqual(new Set(["6.1", "6.12"]));
  });

  it("says in one line that its results cannot be written", () => {
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync("node", ["dist/cli/main.js", "list"], {
      encoding: "utf8",
      stdio: ["ignore", full, "pipe"],
    });
    closeSync(full);
    expect({ status, lines: stderr.trim().split("\n").length }).toEqual({ status: 2, lines: 1 });
    expect(stderr).toContain("cannot write the results");
  });

  it("keeps to ASCII where the locale asks for it", () => {
    const args = ["check", "zap-race", "-k", "6.1", "-m", "write-notify", "-i", "no-lost-store"];
    const { stdout } = spawnSync("node", ["dist/cli/main.js", ...args], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C", NO_COLOR: "1" },
    });
    expect(stdout).toContain("mapcount: 1 -> 0");
    expect([...stdout].filter((char) => char > "~")).toEqual([]);
  });

  it("draws traces in lanes", () => {
    const args = ["check", "zap-race", "-k", "6.1", "-m", "write-notify", "-i", "no-lost-store"];
    const { out } = runCli(...args, "--lanes");
    expect(out).toMatch(/^ {4}storer +zapper +flusher +disk$/m);
    expect(out).toMatch(/^14\. {12}page_remove_rmap\(\) \[mapcount: 1 → 0\]$/m);
  });

  it("tells the kernel function of each line, and its file", () => {
    const args = ["check", "zap-race", "-k", "6.1", "-m", "write-notify", "-i", "no-lost-store"];
    for (const lanes of [[], ["--lanes"]]) {
      const { out } = runCli(...args, "--functions", ...lanes);
      const flat = out.replaceAll(/\s+/g, " ");
      expect(flat).toContain(
        "<mm/memory.c: zap_pte_range(); calls page_remove_rmap() (mm/rmap.c)>",
      );
      for (const line of out.split("\n").slice(3)) expect(line.length).toBeLessThanOrEqual(72);
    }
  });

  it("prints a trace again by the command that it tells", () => {
    const rows = rowsOf("check", "zap-race", "-k", "6.1", "-m", "write-notify", "--json");
    const traces = rows.flatMap(({ trace }) => trace ?? []);
    expect(traces).toHaveLength(3);
    for (const trace of traces) {
      const [npx, ptecheck, ...args] = trace.command.split(" ");
      expect([npx, ptecheck]).toEqual(["npx", "ptecheck"]);
      expect(rowsOf(...args, "--json").map((row) => row.trace)).toEqual([trace]);
    }
  });

  it("shows nothing by a proposal whose steps the system never takes", () => {
    const { code, out } = runCli(
      "check",
      "zap-race",
      "-k",
      "6.12",
      "-p",
      "gup-release-forgets-dirty",
    );
    expect(out).toMatch(/no-lost-store +holds → vacuous \(!\)/);
    expect(out).not.toMatch(/ holds {2}|unchanged/);
    expect(code).toBe(1);
  });

  it("lists the steps that were never taken", () => {
    const { out } = runCli("check", "zap-race", "-k", "6.12", "-m", "shmem", "--verbose");
    expect(out).toMatch(/\d+ of \d+ steps never taken/);
    expect(out).toContain("storer: wp_page_shared.lock_page");
  });
});

describe("replay", () => {
  const trace = rowsOf("check", "zap-race", "-k", "6.1", "-m", "write-notify", "--json").find(
    ({ property }) => property === "no-lost-store",
  )?.trace;

  it("takes a trace again and tells it in the same words", () => {
    const file = fileWith("trace.json", JSON.stringify(trace));
    const { code, out } = runCli("replay", file);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Replayed: 29 steps taken again on Linux 6.1 end in no-lost-store:\nviolated, as the file says\.\n/,
    );
    expect(out).toContain("zapper   page_remove_rmap() [mapcount: 1 → 0]");
    expect(JSON.parse(runCli("replay", file, "--json").out)).toEqual(trace);
  });

  it("repeats no claim that the file makes", () => {
    const forged = {
      ...trace,
      statement: "Something false \u001b[31m was proven.",
      end: "deadlock",
      command: "rm was proven",
      caveats: ["was proven \u009b31m"],
      wrong: "was proven",
      steps: trace?.steps.map((step) => ({ ...step, says: "was proven", source: "\u001b[1m" })),
    };
    const { code, out } = runCli("replay", fileWith("forged.json", JSON.stringify(forged)));
    expect(code).toBe(0);
    for (const claim of ["was proven", "\u001b", "\u009b", "deadlock"])
      expect(out).not.toContain(claim);
    expect(out).toContain("no-lost-store: violated");
    expect(out).toContain("Violated: While memory is newer than its backing copy");
  });

  it("takes the whole output of check --json", () => {
    const rows = runCli("check", "zap-race", "-k", "6.1", "--json").out;
    const { code, out } = runCli("replay", fileWith("rows.json", rows));
    expect(code).toBe(0);
    expect(out).toContain("no-lost-store: violated");
    expect(out).toContain("unmapped-has-no-writable-tlb: violated");
  });
});

describe("the other commands", () => {
  it("tell the rules of kernels, with how each is known", () => {
    const { code, out } = runCli("kernels");
    expect(code).toBe(0);
    for (const part of ["delayRmap", "5df397dec7c4", "mm/mmu_gather.c", "zap_huge_pmd()", "6.1.8"])
      expect(out).toContain(part);
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(72);
    const { rules, kernels } = JSON.parse(runCli("kernels", "v6.6", "--json").out);
    const forceFlush = rules.find(({ id }: { id: string }) => id === "forceFlush");
    expect(forceFlush).toMatchObject({ since: "3.15", evidence: "read" });
    expect(kernels).toMatchObject([{ name: "6.6", same: { from: "6.5", to: "6.6" } }]);
  });

  it("tell what is known of one kernel, and what is not", () => {
    expect(runCli("kernels", "6.6").out).toContain("From 6.5 to 6.6 nothing changes");
    expect(runCli("kernels", "6.1.192").out).toContain("No mainline release has just these rules");
    expect(runCli("kernels", "6.8.5").out).toContain("nobody has read 6.8.y");
    expect(runCli("kernels", "6.18").out).toContain("faultDirtiesPte (6.16, as a mail has it)");
    const known = runCli("kernels", "5.12").out.replaceAll(/\s+/g, " ");
    expect(known).toContain("forcedCowBreak (5.8, gone in 5.9)");
    expect(runCli("kernels", "6.19")).toMatchObject({ code: 2, out: "" });
  });

  it("list everything that can be named", () => {
    const { code, out } = runCli("list");
    expect(code).toBe(0);
    for (const name of ["zap-race", "6.12", "write-notify", "no-lost-store", "no-rewalk"]) {
      expect(out).toContain(name);
    }
    expect(Object.keys(JSON.parse(runCli("list", "--json").out) as object)).toContain("scenarios");
  });

  it("explain an invariant", () => {
    const { code, out } = runCli("explain", "mkclean-complete");
    expect(code).toBe(0);
    expect(out).toContain("What it does not say");
    expect(out.replaceAll(/\s+/g, " ")).toContain("fsync (fails: before 6.2)");
    expect(out).toMatch(/--invariant mkclean-complete \\\n {2}--proposal reverse-rmap-order/);
    for (const { id } of invariants) {
      const lines = runCli("explain", id).out.split("\n");
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(72);
    }
  });

  it("sample, and say how to go there again", () => {
    const args = ["zap-race", "-k", "6.1", "-m", "write-notify", "-i", "no-lost-store"];
    const { code, out } = runCli("sample", ...args, "--seed", "5", "--compare");
    expect(code).toBe(0);
    expect(out).toMatch(/violated +\d+ +[\d,]+ of 34,106/);
    expect(out).toContain("as with check --without all");
    const again = /Again: npx ptecheck (sample .*)/.exec(out)?.[1].split(" ") ?? [];
    expect(runCli(...again).out).toContain("disk: latest → lacks the last store");
  });

  it("run by their name: what is built is executable", () => {
    expect(() => accessSync("dist/cli/main.js", constants.X_OK)).not.toThrow();
  });

  it("end quietly when their reader does", () => {
    const { stdout, stderr } = spawnSync("sh", ["-c", "node dist/cli/main.js list | head -n 1"], {
      encoding: "utf8",
    });
    expect({ stdout, stderr }).toEqual({ stdout: "SCENARIOS\n", stderr: "" });
  });

  it("say of which version they are", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(runCli("--version").out).toBe(`${version}\n`);
  });

  it("teach with --help", () => {
    for (const args of [["--help"], ["check", "--help"], ["sample", "--help"]]) {
      const { code, out } = runCli(...args);
      expect(code).toBe(0);
      expect(out).toContain("Usage: ptecheck");
    }
    expect(runCli("check", "--help").out).toContain("Examples:");
    const commands = [...runCli("--help").out.matchAll(/^ {2}([a-z]+) .* {2,}\w/gm)];
    expect(commands.map(([, name]) => name)).toEqual(
      "mail check list kernels matrix bisect explain export crosscheck history init replay sample walk web why help".split(
        " ",
      ),
    );
  });
});

describe("without a command", () => {
  const { code, out } = runCli();

  it("begins with what was asked: am I right?", () => {
    expect(code).toBe(0);
    const [question, claims, scope] = out.split("\n\n");
    expect(question).toContain("> Am I right");
    expect(claims.split("\n").length).toBeLessThan(17);
    expect(claims.match(/^(Yes|No|In part)\.$|^\([a-d]\) /gm)).toEqual([
      "In part.",
      "(a) ",
      "(b) ",
      "(c) ",
      "(d) ",
    ]);
    expect(scope).toContain("Every reachable state of each scenario was visited");
  });

  it("answers each question in its own words, and shows with which command", () => {
    const paragraphs = out.split(/\n\n(?=> )/).slice(1);
    expect(paragraphs.length).toBeGreaterThan(8);
    for (const paragraph of paragraphs) expect(paragraph).toMatch(/\n {2}\$ npx ptecheck check \w/);
    expect(out.slice(0, out.indexOf("\nThe run that matters most"))).toMatchInlineSnapshot(`
      "> Am I right or is there some other magic going on? :)
      David Hildenbrand, 15 April 2021,
      <273f9c4b-2a1a-23e7-53b9-0da5441895b3@redhat.com>

      In part.
      (a) Fork may leave the child's PTE writable but clean? Yes, where it
          copies the PTEs of a shared VMA: one with VM_PFNMAP, VM_MIXEDMAP or
          an anon_vma; on 6.1 and 6.12 also shmem under userfaultfd-wp with
          UFFD_FEATURE_EVENT_FORK (mm/memory.c: vma_needs_copy()). Of an
          ordinary one it copies no writable PTE: the branch is dead there.
      (b) If the PTE was writable in some parent, it was also dirty in some
          parent? For a file yes, if PG_dirty counts too; for shmem no, a read
          fault alone makes a PTE writable that is dirty nowhere.
      (c) The rmap walk and zap_pte_range() bring the dirty bit back: nothing
          is lost? By fork's pte_mkclean() nothing is lost, of a file and
          shmem on 5.12, 6.1 and 6.12, of shmem under userfaultfd-wp on 6.1
          and 6.12. On 5.12 and 6.1 zap of a PTE-mapped file page can lose a
          store, as it flushes last, but on 6.12 it loses none.
      (d) There is no other magic? There is: the child's first store makes the
          CPU set the PTE's dirty bit, without a fault.

      Every reachable state of each scenario was visited: 1 virtual page, up
      to 5 frames, 2 mms, up to 2 CPUs, on Linux 5.12, 6.1, 6.12. "A file" is
      a file with write notification (ext4, XFS, …). On 5.12: the scenario
      populate gives it what came in 5.14: MADV_POPULATE_READ and
      MADV_POPULATE_WRITE exist (madvPopulate).

      > Is it safe to *not* set it [FOLL_TOUCH]? IOW, fault something writable
      > into a page table (where the CPU could dirty it without additional
      > page faults) without marking it accessed?

      Yes, as far as data goes: without FOLL_TOUCH no store is lost that is
      not lost with it, and write notification is as sound as with it. A page
      that was only populated holds no store yet, and the CPU's first one sets
      the PTE's dirty bit. The PTE is young without it too, as the fault that
      installs it sets that bit.
      Not modelled: mark_page_accessed(), the other half of FOLL_TOUCH, which
      marks the page and not the PTE, and reclaim, which asks for it
      (mm/gup.c: follow_page_pte(); mm/swap.c; mm/vmscan.c): whether the page
      is evicted earlier without it is not answered here.
        $ npx ptecheck check populate -i no-lost-store,write-notify \\
            -p no-foll-touch

      > Any thoughts why populate_vma_page_range() does it?

      What it does for MADV_POPULATE_WRITE: for a file nothing, as the write
      fault has dirtied the page already; for shmem it dirties the page where
      a clean PTE with PG_dirty clear is found, which needs no fault any more.
      The command ends with exit code 1, as the proposal breaks
      populate-write-dirties.
      Not modelled: mlock() and MAP_POPULATE. populate_vma_page_range() sets
      FOLL_WRITE for private writable mappings only (mm/gup.c), so it marks no
      shared page dirty: there FOLL_TOUCH is mark_page_accessed() alone.
        $ npx ptecheck check populate -i populate-write-dirties \\
            -p no-foll-touch

      > 1. Page faulted in writable. The page should already be dirty
      > (otherwise we would be in trouble I guess). 2. Page faulted in
      > readable. handle_mm_fault() will fault it in writable and set the page
      > dirty. 3. Page faulted in readable and we have FOLL_FORCE.

      Case 1: for a file it finds a dirty PTE; for shmem it finds a dirty PTE,
      a clean PTE with PG_dirty set and a clean PTE with PG_dirty clear. For
      shmem that is no trouble: no store is lost. Cases 1 and 2, and a page
      that was not faulted in: it is dirty afterwards. Case 3, a forced write
      to a private mapping that is read-only: the PTE that it finds is dirty,
      and it writes a copy of the mm's own, never the file's page, and the PTE
      stays read-only.
      Not modelled: FOLL_FORCE with MADV_POPULATE_WRITE, which does not set it
      (mm/gup.c: faultin_vma_page_range()); here it is a write to
      /proc/self/mem. A shared mapping without VM_WRITE refuses it with
      -EFAULT (mm/gup.c: check_vma_flags()).
        $ npx ptecheck check populate -i populate-write-dirties
        $ npx ptecheck check dirty-cow \\
            -i private-stores-stay-private,writable-needs-vm-write

      > b) Introduce FOLL_ACCESSED which won't do the dirtying. But then, the
      > pages are already dirty as explained above, so there isn't a real
      > observable change.

      For a file that is so: the page is dirty all the same; for shmem it is
      not so: where a clean PTE with PG_dirty clear is found, the page would
      stay clean. The command ends with exit code 1, as the proposal breaks
      populate-write-dirties.
      Not modelled: mark_page_accessed(), by which b) differs from a): both
      are checked as a). Nor reclaim: “the mm can drop undirtied hole pages
      behind our back” (mm/shmem.c: shmem_recalc_inode()), so a populated page
      that stays clean may be gone before it is used.
        $ npx ptecheck check populate -m shmem -i populate-write-dirties \\
            -p no-foll-touch

      > I think there are cases for shared mappings where we can have
      > pte_write() but not pte_dirty(). One example seems to be
      > mm/memory.c:copy_present_pte(), used during fork.

      An ordinary shared mapping: for a file fork copies no writable PTE, and
      none is ever writable but clean; for shmem fork copies no writable PTE,
      and one may be writable but clean all the same, by a read fault. Where
      fork must copy, the branch is reached, and the child's PTE may then be
      writable but clean. On 6.1 and 6.12 fork copies shmem under
      userfaultfd-wp, and its PTEs may be writable but clean.
      Not modelled: VM_PFNMAP and VM_MIXEDMAP, hugetlb (5.12) and any file
      under userfaultfd-wp with UFFD_FEATURE_WP_ASYNC and
      UFFD_FEATURE_EVENT_FORK (6.12) as mappings of their own: fork-copied is
      an ordinary page in a VMA that fork copies (mm/memory.c:
      vma_needs_copy()).
        $ npx ptecheck check fork-shared fork-copied fork-uffd-wp \\
            -i writable-implies-dirty

      > IIUC, this means that the child process can write to these pages, but
      > won't mark the PTEs dirty -- as there won't be a write fault.

      The child's first store takes no fault, and its PTE is dirty after it:
      the hardware sets the bit. Where hardware sets no dirty bit (arm64
      without DBM), on 6.12 it takes 1 fault, after which the PTE is dirty,
      and no store is lost. A write through a reference of get_user_pages()
      passes no PTE: none is lost, as its user marks the page dirty when it
      gives the reference back.
      Not modelled: buffers of a file system. ext4 clears PG_dirty of a folio
      that has none, since it was dirtied behind the file system's back, and
      writes nothing (fs/ext4/inode.c: mpage_prepare_extent_to_map(), 6.1 and
      6.12): there a write through a reference can be lost.
        $ npx ptecheck check fork-copied -p no-hardware-dirty
        $ npx ptecheck check gup-write -i no-lost-store

      > I'd assume we'd need pte_mkclean(pte_wrprotect(pte)), but I'm fairly
      > new to that code.

      It is not needed: no store is lost without it that it would save. With
      it these verdicts change: writable-implies-dirty (fork-copied,
      write-notify, 5.12, 6.1 and 6.12): violated → holds;
      writable-implies-dirty (fork-uffd-wp, shmem-uffd-wp, 6.12): violated →
      holds. It costs page faults, in one run of fork-copied on 6.12, where
      parent and child load and store: for a file 2 → 3; for shmem 1 → 2.
        $ npx ptecheck check fork-copied fork-uffd-wp -p fork-write-protects

      > (Similarly, we do an pte_mkold() without revoking any protection,
      > meaning we won't catch read accesses.)

      There is nothing to revoke: no TLB holds a translation of the child when
      its PTE is made old, so its first read walks and sets the bit again.
      With the bit kept (on 6.12) no verdict changes: no law here rests on it.
      Not modelled: reclaim, for which the bit is a hint (mm/rmap.c:
      folio_referenced_one()).
        $ npx ptecheck check fork-copied -p fork-keeps-accessed

      > Maybe the logic here is that if the PTE was writable in some parent,
      > it was also dirty in some parent (at least in the one originally
      > mapping it writable).

      For a file it is true, if PG_dirty counts too, whether fork copies PTEs
      or not; for shmem it is false: a page may be mapped writable and be
      dirty nowhere, whether fork copies PTEs or not; for shmem under
      userfaultfd-wp on 6.1 it is false: a page may be mapped writable and be
      dirty nowhere, but on 6.12 it is true, if PG_dirty counts too.
      Not modelled: page migration. A file system with page_mkwrite and
      without migrate_folio (vfat in 6.1) may clear PG_dirty while the page is
      unmapped and then get a writable clean PTE back (mm/migrate.c:
      fallback_migrate_folio(), remove_migration_ptes()). Derived from the
      source, not run.
        $ npx ptecheck check fork-shared fork-copied fork-uffd-wp \\
            -i writable-implies-dirty-somewhere

      > When evicting/writeback'ing file pages, we'll have go over the rmap
      > and zap all entries of any page tables either way; it's sufficient if
      > one PTE entry is dirty.

      These are two things: writeback zaps no entry, it makes each read-only
      and clean where it is. On 5.12 and 6.1 it misses the TLB entry of a zap
      that has dropped the rmap and not flushed yet, but on 6.12 no CPU can
      store unseen from then until the folio lock is dropped. One dirty entry
      is sufficient where fork cleans its copies: no store is lost.
      Not modelled: reclaim, which does zap them all and moves each dirty bit
      to the page (mm/rmap.c: try_to_unmap_one()); it flushes before it writes
      (mm/vmscan.c: try_to_unmap_flush_dirty()).
        $ npx ptecheck check zap-race -m write-notify -i mkclean-complete
        $ npx ptecheck check fork-race -i no-lost-store

      > I can spot that even zap_pte_range() will sync the dirty flag back to
      > the page.

      On 5.12 and 6.1 that is not enough: a store that races with zap and
      writeback is lost, but on 6.12 that is enough for a PTE-mapped page. On
      5.12 and 6.1 even fsync() returns without a store that was complete
      before it, but on 6.12 fsync() keeps its promise there. One change makes
      the difference: since 6.2 zap removes the rmap of dirty file pages after
      the TLB flush (mm/memory.c: zap_pte_range(); mm/mmu_gather.c:
      tlb_flush_rmaps(); 5df397dec7c4). With that alone nothing is lost on
      5.12 and 6.1 either.
      Not modelled: pages mapped by a PMD. zap_huge_pmd() removes the rmap
      first and flushes later in 6.1 and in 6.12 (mm/huge_memory.c); that
      order, in zap_pte_range(), is what loses the store above.
        $ npx ptecheck check zap-race zap-fsync -m write-notify \\
            -i no-lost-store
        $ npx ptecheck check zap-fsync -i fsync-durable
        $ npx ptecheck check zap-race -k 5.12,6.1 -p flush-before-rmap

      > Am I right or is there some other magic going on? :) [Is anything lost
      > by it?]

      For a file and shmem no store is lost, and fork makes no page clean,
      also while another thread stores; for shmem under userfaultfd-wp on 6.1
      and 6.12 no store is lost, and fork makes no page clean. Of shmem that
      says little, as nothing here clears PG_dirty there; its hazard is a CPU
      that can store into an unmapped page: on 5.12 and 6.1 there is one, but
      on 6.12 there is none. Every store of the child is on disk when the
      fsync() that follows it returns. For a file what a thread stores through
      the PTE of another thread's fault is found by its fsync(); for ext4 with
      nodelalloc or near ENOSPC its fsync() may miss it while that fault is
      not over. Of private memory, anonymous or a file's, on 6.12 parent and
      child each find what they stored themselves.
        $ npx ptecheck check fork-copied fork-race fork-uffd-wp \\
            -i no-lost-store
        $ npx ptecheck check fsync fsync-threads -i fsync-durable
        $ npx ptecheck check zap-race -m shmem
        $ npx ptecheck check cow -i private-memory-is-own
      "
    `);
  });

  it("ends with one trace, and fits a mail", () => {
    expect(out.match(/^\S+: violated \(/gm)?.length).toBe(1);
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(72);
  });

  it("tells the same as JSON", () => {
    const json = JSON.parse(runCli("mail", "--json").out);
    expect(Object.keys(json).sort()).toEqual([
      "answers",
      "claims",
      "rightness",
      "rows",
      "scope",
      "trace",
    ]);
    expect(json.rows.length).toBeGreaterThan(50);
    expect(json.rows.every(({ proposal }: { proposal: unknown }) => proposal === null)).toBe(true);
    for (const { question, sentences } of json.answers) {
      expect(typeof question).toBe("string");
      expect(sentences.length).toBeGreaterThan(0);
    }
  });

  it("shows every verdict and every trace where all is asked for", () => {
    const all = runCli("mail", "--all");
    expect(all.code).toBe(0);
    expect(all.out.startsWith(out.trimEnd())).toBe(true);
    const rest = all.out.slice(out.length);
    expect(rest).toContain("mapcount-is-present-ptes");
    expect(rest.match(/^\S+: violated \(/gm)?.length).toBeGreaterThan(10);
  });
});
