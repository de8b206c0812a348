import { describe, expect, it } from "vitest";
import { check, checkSystem, select, UsageError } from "../../checks/index.ts";
import {
  copiedAtFork,
  defaultKernels,
  mainline,
  releaseNamed,
  ruleNames,
  rules,
  rulesOf,
  sameRules,
} from "../../model/kernels/index.ts";
import { mappingOf } from "../../model/mappings/index.ts";
import { switchesOf } from "../../model/Switches.ts";
import { kernelsOf, scenarios } from "../../scenarios/index.ts";

function release(name: string) {
  const found = releaseNamed(name);
  if ("refused" in found) throw new Error(found.refused);
  return found;
}

describe("names of kernels", () => {
  it.each([
    ["6.6", "6.6"],
    ["v6.6", "6.6"],
    ["6.6.0", "6.6"],
    ["6.6.30", "6.6.30"],
    ["v6.1.192", "6.1.192"],
    ["2.6.18", "2.6.18"],
    ["v2.6.27.0", "2.6.27"],
    ["2.6.27.57", "2.6.27.57"],
    ["3.0", "3.0"],
  ])("%s is %s", (given, name) => {
    expect(release(given).name).toBe(name);
  });

  it.each([
    ["2.6.17", "older than the model"],
    ["2.4.37", "older than the model"],
    ["2.6", 'unknown kernel "2.6"'],
    ["2.6.40", "there is no Linux 2.6.40"],
    ["2.6.32-rc1", "between two releases"],
    ["2.6.32.63-el6", "a distribution's name"],
    ["6.19", "newer than what ptecheck knows"],
    ["7.0", "newer than what ptecheck knows"],
    ["5.20", "there is no Linux 5.20"],
    ["6.12-rc3", "between two releases"],
    ["6.1.0-18-amd64", "a distribution's name"],
    ["", 'unknown kernel ""'],
    ["6", 'unknown kernel "6"'],
    ["6.1.2.3", "unknown kernel"],
    ["6.1 ", "unknown kernel"],
    ["\u001b[31m6.1", 'unknown kernel "\\u001b[31m6.1"'],
  ])("%j is refused, with advice", (name, part) => {
    expect(releaseNamed(name)).toMatchObject({
      refused: expect.stringContaining(part),
      advice: expect.stringContaining("from 2.6.18 to 6.18"),
    });
    expect(() => select({ kernels: [name] })).toThrow(UsageError);
    expect(() => rulesOf(name)).toThrow(RangeError);
  });

  it("are taken as they are written, each once", () => {
    const rows = select({ scenarios: ["fsync-two"], kernels: ["v6.6", "6.1", "6.6.0"] });
    expect(rows.map(({ kernel }) => kernel)).toEqual(["6.6", "6.1"]);
  });
});

describe("the rules of kernels", () => {
  it("go by the order of releases: 6.12 comes after 6.2", () => {
    expect(rulesOf("5.12")).toMatchObject({ madvPopulate: false, delayRmap: false });
    expect(rulesOf("6.1")).toMatchObject({ uffdWpCopy: true, delayRmap: false });
    expect(rulesOf("6.2")).toMatchObject({ uffdWpWritenotify: true, delayRmap: true });
    expect(rulesOf("6.12")).toMatchObject({ uffdWpWritenotify: true, delayRmap: true });
  });

  it("change in a mainline release that exists, and back only where they say so", () => {
    for (const { since, until = since } of Object.values(rules)) {
      expect(mainline.slice(1)).toContain(since);
      expect(mainline.slice(1)).toContain(until);
    }
    for (const [at, name] of mainline.slice(1).entries()) {
      for (const rule of ruleNames) {
        const isKept = rulesOf(name)[rule] || !rulesOf(mainline[at])[rule];
        expect(isKept).toBe(rules[rule].until !== name);
      }
    }
  });

  it("have a commit, and a source in the kernel", () => {
    for (const { commit, source, meaning } of Object.values(rules)) {
      expect(commit).toMatch(/^[0-9a-f]{12}$/);
      expect(source).toMatch(/\w\/\w.*\.c: \w+\(\)/);
      expect(meaning).not.toBe("");
    }
  });

  it("say between which releases nothing changes", () => {
    expect(sameRules("6.6")).toEqual({ from: "6.5", to: "6.6" });
    expect(sameRules("5.12")).toEqual({ from: "5.12", to: "5.13" });
    expect(sameRules("6.18.3")).toEqual({ from: "6.17", to: "6.18" });
    expect(sameRules("6.1.192")).toBeNull();
  });
});

describe("stable releases", () => {
  it("have what their tree began with, and backports from their release on", () => {
    expect(rulesOf("6.1.7")).toEqual(rulesOf("6.1"));
    expect(rulesOf("6.1.8")).toEqual({ ...rulesOf("6.1"), uffdWpWritenotify: true });
    expect(rulesOf("6.1.192")).toEqual(rulesOf("6.1.8"));
    // Another tree, although a later patch.
    expect(rulesOf("5.15.9")).toEqual(rulesOf("5.15"));
    expect(rulesOf("5.10.4")).toEqual({ ...rulesOf("5.10"), writeProtectSeq: true });
    const refs = {
      clearRefsLocksWrite: true,
      clearRefsSparesPinned: true,
      clearRefsFlushes: true,
      uffdWpFaultFlushes: true,
    };
    expect(rulesOf("5.10.198")).toEqual({ ...rulesOf("5.10.4"), ...refs });
    expect(rulesOf("5.10.3")).toEqual(rulesOf("5.10"));
    expect(rulesOf("5.19.6")).toEqual({ ...rulesOf("5.19"), exclusiveForcedWrite: true });
  });

  it("have a backport only of a rule that came later, with the change log or source that has it", () => {
    const backports = Object.values(rules).flatMap(({ since, backports: some = [] }) =>
      some.map((one) => ({ ...one, since })),
    );
    expect(backports.length).toBeGreaterThan(0);
    for (const { release: first, since, source } of backports) {
      const [tree] = mainline.filter((name) => first.startsWith(`${name}.`));
      expect(mainline.indexOf(tree)).toBeLessThan(mainline.indexOf(since));
      expect(source).toMatch(/^ChangeLog-\d|\w\/\w+\.c of \d/);
    }
  });

  it("say what nobody has read of them", () => {
    expect(release("6.1.192").caveat).toBeNull();
    expect(release("6.1.193").caveat).toContain("6.1.y after 6.1.192");
    expect(release("6.1.193").caveat).toContain("delayRmap, vmaLock");
    expect(release("5.10.198").caveat).toBeNull();
    expect(release("2.6.32.63").caveat).toContain("nobody has read 2.6.32.y for backports");
    expect(release("6.8.5").caveat).toContain("nobody has read 6.8.y for backports");
    // Nothing came later than these, so there is nothing to backport.
    expect(release("6.18.40").caveat).toBeNull();
    for (const name of mainline) expect(release(name).caveat).toBeNull();
  });

  it("differ from their mainline release where a backport does: fork-uffd-wp on Debian's 6.1", () => {
    const law = "writable-implies-dirty-somewhere";
    const kernels = ["6.1", "6.1.7", "6.1.192", "6.12"];
    const rows = check({ scenarios: ["fork-uffd-wp"], invariants: [law], kernels });
    const asked = rows.filter(({ property }) => property === law);
    expect(asked.map(({ kernel, verdict, met }) => [kernel, verdict, met])).toEqual([
      ["6.1", "violated", true],
      ["6.1.7", "violated", true],
      ["6.1.192", "holds", true],
      ["6.12", "holds", true],
    ]);
  });
});

describe("shared mappings that fork copies", () => {
  it("are those of the release, with their sources", () => {
    const of = (kernel: string) => copiedAtFork(kernel).map(({ what }) => what.split(" ")[0]);
    expect(of("5.12")).toEqual(["VM_PFNMAP", "hugetlb"]);
    expect(of("6.1")).toEqual(["VM_PFNMAP", "shmem"]);
    expect(of("6.12")).toEqual(["VM_PFNMAP", "shmem", "any"]);
    expect(of("6.18")).toEqual(["VM_PFNMAP", "shmem", "any", "files"]);
    for (const { source } of mainline.flatMap((name) => copiedAtFork(name)))
      expect(source).toMatch(/\w\/\w+\.[ch]: \w+\(\)/);
  });

  it("agree with the mappings of the model", () => {
    for (const kernel of mainline) {
      const { needsCopy } = mappingOf("shmem-uffd-wp", switchesOf(kernel));
      expect(copiedAtFork(kernel).some(({ mapping }) => mapping === "shmem-uffd-wp")).toBe(
        needsCopy,
      );
    }
  });
});

describe("a release between two others", () => {
  it("is judged as those with the same rules: 6.8 as 6.12, 5.15 as 5.18", () => {
    // Each is searched on its own: checkAll() would not do the same work twice.
    const figures = (kernel: string) =>
      select({ kernels: [kernel], mappings: ["shmem", "shmem-uffd-wp"] }).flatMap((subject) =>
        checkSystem(subject, { traces: false }).rows.map((row) => ({
          ...row,
          ...{ kernel: "", seconds: 0 },
        })),
      );
    expect(figures("6.8").length).toBeGreaterThan(figures("5.15").length);
    expect(figures("6.8")).toEqual(figures("6.12"));
    expect(figures("5.15")).toEqual(figures("5.18"));
  });
});

describe("what scenarios need", () => {
  it("is there in the kernels that are checked by default", () => {
    for (const scenario of scenarios) {
      for (const mapping of scenario.mappings) {
        const kernels = kernelsOf(scenario, mapping);
        expect(kernels.length).toBeGreaterThan(0);
        expect(defaultKernels).toEqual(expect.arrayContaining([...kernels]));
      }
    }
    const [uffd] = scenarios.filter(({ id }) => id === "fork-uffd-wp");
    expect(kernelsOf(uffd, "shmem-uffd-wp")).toEqual(["6.1", "6.12"]);
  });

  it("is there from its release on, in stable releases too", () => {
    const [uffd] = scenarios.filter(({ id }) => id === "fork-uffd-wp");
    const among = ["5.18.19", "5.19", "5.19.1", "6.0"];
    expect(kernelsOf(uffd, "shmem-uffd-wp", among)).toEqual(["5.19", "5.19.1", "6.0"]);
  });
});
