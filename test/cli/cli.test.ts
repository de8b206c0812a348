import { spawnSync } from "node:child_process";
import { accessSync, closeSync, constants, mkdtempSync, openSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Row } from "../../checks/index.ts";
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
    expect(runCli("check", "zap-race", "-k", "6.1").code).toBe(0);
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
    const broken = runCli("check", "zap-race", "-p", "rmap-before-flush", "-k", "6.12");
    expect(broken.out).toMatch(/write-notify +no-lost-store +holds → violated \(!\)/);
    expect(broken.out).toContain(
      "no-lost-store: violated (zap-race, Linux 6.12, write-notify, with",
    );
    expect(broken.out).not.toMatch(/^\S+ +\S+ +\S+ +\S+ +holds {2}/m);
    expect(broken.code).toBe(1);
    const args = ["check", "zap-race", "-p", "rmap-before-flush", "-k", "6.12", "-m", "shmem"];
    const rows = rowsOf(...args, "--json");
    expect(rows.filter(({ before, verdict }) => before !== verdict)).toMatchObject([
      { property: "unmapped-has-no-writable-tlb", before: "holds", verdict: "violated" },
    ]);
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
    const rows = JSON.parse(out) as { kernel: string }[];
    expect(new Set(rows.map(({ kernel }) => kernel))).toEqual(new Set(["6.6", "6.1.200"]));
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
    expect(out).toMatch(/^17\. {13}page_remove_rmap {2}mapcount: 1 → 0$/m);
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
    expect(out).toContain("zap_pte_range.page_remove_rmap  mapcount: 1 → 0");
    expect(JSON.parse(runCli("replay", file, "--json").out)).toEqual(trace);
  });

  it("repeats no claim that the file makes", () => {
    const forged = {
      ...trace,
      statement: "Something false \u001b[31m was proven.",
      end: "deadlock",
    };
    const { code, out } = runCli("replay", fileWith("forged.json", JSON.stringify(forged)));
    expect(code).toBe(0);
    for (const claim of ["was proven", "\u001b", "deadlock"]) expect(out).not.toContain(claim);
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
    expect(rules[0]).toMatchObject({ id: "madvPopulate", since: "5.14", evidence: "read" });
    expect(kernels).toMatchObject([{ name: "6.6", same: { from: "6.2", to: "6.15" } }]);
  });

  it("tell what is known of one kernel, and what is not", () => {
    expect(runCli("kernels", "6.6").out).toContain("From 6.2 to 6.15 nothing changes");
    expect(runCli("kernels", "6.1.192").out).toContain("No mainline release has just these rules");
    expect(runCli("kernels", "6.8.5").out).toContain("nobody has read 6.8.y");
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
    expect(out).toContain("fsync (fails: before 6.2)");
    expect(out).toContain("--invariant mkclean-complete --proposal reverse-rmap-order");
  });

  it("sample, and say how to go there again", () => {
    const args = ["zap-race", "-k", "6.1", "-m", "write-notify", "-i", "no-lost-store"];
    const { code, out } = runCli("sample", ...args, "--seed", "5");
    expect(code).toBe(0);
    expect(out).toMatch(/violated +\d+ +[\d,]+ of 34,106/);
    const again = /Again: ptecheck (sample .*)/.exec(out)?.[1].split(" ") ?? [];
    expect(runCli(...again).out).toContain("disk: latest → older than memory");
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

  it("teach with --help", () => {
    for (const args of [["--help"], ["check", "--help"], ["sample", "--help"]]) {
      const { code, out } = runCli(...args);
      expect(code).toBe(0);
      expect(out).toContain("Usage: ptecheck");
    }
    expect(runCli("check", "--help").out).toContain("Examples:");
  });
});

describe("without a command", () => {
  const { code, out } = runCli();

  it("answers the mail", () => {
    expect(code).toBe(0);
    expect(out.slice(out.indexOf("The answer"))).toMatchInlineSnapshot(`
      "The answer, exhaustive within these scopes: one page, two mms, two CPUs.

      Does MADV_POPULATE_WRITE dirty the page, and is FOLL_TOUCH needed?
        For a file with write notification (ext4, XFS, …) MADV_POPULATE_WRITE
        always leaves its page dirty; without FOLL_TOUCH it still would.
        Where no fault is needed any more it finds a dirty PTE.
        For shmem MADV_POPULATE_WRITE always leaves its page dirty; without
        FOLL_TOUCH it would not, where it finds a clean PTE with PG_dirty
        clear.
        Where no fault is needed any more it finds a dirty PTE, a clean PTE
        with PG_dirty set and a clean PTE with PG_dirty clear.
        No store is lost without it: a page that was only populated holds
        none.

      Is the branch of copy_present_pte() reached at all?
        For a file with write notification (ext4, XFS, …) fork never copies a
        writable PTE of an ordinary mapping: the child faults instead.
        For shmem fork never copies a writable PTE of an ordinary mapping: the
        child faults instead.
        Where the VMA must be copied (VM_MIXEDMAP, VM_PFNMAP, guard regions)
        the branch is live; userfaultfd-wp on shmem does so.

      Is "writable in some parent" always "dirty in some parent" (or
      PG_dirty)?
        For a file with write notification (ext4, XFS, …) it is true, whether
        or not fork copies PTEs.
        For shmem it is false, whether or not fork copies PTEs.
        The child's PTE itself may indeed be writable but clean after the
        copy.

      Where the child's PTE is writable but clean: is anything lost?
        For a file with write notification (ext4, XFS, …) no store is lost,
        and fork never makes the page clean.
        For a file with write notification (ext4, XFS, …), also while another
        thread stores, no store is lost, and fork never makes the page clean.
        For shmem no store is lost, and fork never makes the page clean.
        For shmem under userfaultfd-wp no store is lost, and fork never makes
        the page clean.
        fsync() also finds every store of the child.

      Is it enough that zap syncs the dirty flag back?
        On 5.12 and 6.1 no, a store that races with zap and writeback is lost,
        but on 6.12 yes; on 5.12 and 6.1 even fsync() returns without a store
        that was complete before it, but on 6.12 fsync() keeps its promise.
        One change makes the difference: since 6.2 zap removes the rmap of
        dirty file pages after the TLB flush (mm/memory.c: zap_pte_range();
        mm/mmu_gather.c: tlb_flush_rmaps(); 5df397dec7c4); with that alone
        nothing is lost on 5.12 and 6.1 either.

      What if the child's PTE were pte_mkclean(pte_wrprotect(pte))?
        These verdicts change: writable-implies-dirty (fork-copied,
        write-notify, 5.12): violated → holds; writable-implies-dirty
        (fork-copied, write-notify, 6.1): violated → holds;
        writable-implies-dirty (fork-copied, write-notify, 6.12): violated →
        holds; writable-implies-dirty (fork-uffd-wp, shmem-uffd-wp, 6.12):
        violated → holds.
        Page faults when the parent stores, forks, and child and parent store
        again, on 6.12: a file with write notification (ext4, XFS, …): 1 more
        (2 instead of 1); shmem: 1 more (2 instead of 1).
      "
    `);
  });

  it("shows a trace for each refutation, in lines that fit a mail", () => {
    expect(out.match(/^\S+: violated \(/gm)?.length).toBeGreaterThan(10);
    const traces = out.slice(out.indexOf("The shortest trace"), out.indexOf("The answer"));
    for (const line of traces.split("\n")) expect(line.length).toBeLessThanOrEqual(72);
  });
});
