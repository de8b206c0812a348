import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { select } from "../../checks/index.ts";
import { availableMemory } from "../../cli/availableMemory.ts";
import type { Workers } from "../../cli/workers/index.ts";
import { checkEach } from "../../cli/workers/index.ts";
import { threadsFor } from "../../cli/workers/threadsFor.ts";
import type { Kind, Work } from "../../cli/workers/Work.ts";
import { scenarios } from "../../scenarios/index.ts";
import { runCli } from "./runCli.ts";

const folder = mkdtempSync(join(tmpdir(), "ptecheck-workers-"));

function fileWith(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const law = (id: string, holds: string) => `
import { invariant } from "ptecheck";
export default invariant({
  id: "${id}", statement: "A law.", why: "A test.", source: "a test", doesNotSay: "Anything.",
  mappings: ["write-notify", "shmem"], over: "states", antecedent: () => true, holds: ${holds},
});`;

const mine = fileWith("mine.ts", law("mine", "({ s }) => !s.folio.dirty"));
const breaking = fileWith("breaking.ts", law("breaking", "({ s }) => { s.folio.dirty = true; }"));
const leaving = fileWith(
  "leaving.ts",
  `import { isMainThread } from "node:worker_threads";
if (!isMainThread) process.exit(3);${law("leaving", "() => true")}`,
);

/** What a command tells with so many workers, but for the time that it takes. */
function toldWith(workers: number, args: readonly string[]) {
  const { code, out, err } = runCli(...args, "--workers", String(workers));
  return { code, err, out: out.replaceAll(/"seconds": ?[\d.e-]+|\d+\.\d\d s/g, "") };
}

describe("several threads", () => {
  it.each([
    [
      "traces",
      [
        "check",
        "zap-race",
        "-k",
        "6.1",
        "-m",
        "write-notify,shmem",
        "-i",
        "no-lost-store",
        "--lanes",
      ],
    ],
    [
      "what explains",
      ["check", "fork-copied", "-k", "6.12", "-i", "mkclean-complete", "--explain"],
    ],
    [
      "proposals",
      ["check", "zap-race", "-k", "6.12", "-p", "no-rewalk", "-p", "fork-write-protects", "--json"],
    ],
    [
      "one's own",
      ["check", "zap-race", "populate", "-k", "6.12", "-i", `no-lost-store,${mine}`, "--json"],
    ],
    ["what passes saved", ["check", "zap-race", "-k", "6.12", "--verbose", "--evidence"]],
    ["bugs", ["history", "dirty-cow", "vmsplice-child", "--json"]],
    ["releases", ["matrix", "-i", "fork-keeps-dirty", "-k", "5.12,6.12", "--json"]],
    ["an error", ["check", "zap-race", "-k", "6.12", "-i", breaking]],
  ])("tell %s as one does", (_, args) => {
    const one = toldWith(1, args);
    expect(one.out + one.err).not.toBe("");
    expect(toldWith(2, args)).toEqual(one);
  });

  it("tell the same however many there are", () => {
    const args = [
      "check",
      "zap-race",
      "populate",
      "fork-copied",
      "-k",
      "6.12",
      "-i",
      "no-lost-store",
    ];
    const [one, two, four] = [1, 2, 4].map((workers) => toldWith(workers, [...args, "--json"]));
    expect(JSON.parse(one.out.replaceAll(/,\s*,/g, ",")).length).toBeGreaterThan(4);
    expect([two, four]).toEqual([one, one]);
  });

  it("say so where one of them ends", () => {
    const { code, out, err } = toldWith(2, ["check", "zap-race", "-k", "6.12", "-i", leaving]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("error: a worker is gone: it ended with 3");
  });
});

describe("how many threads", () => {
  const machine = { cores: 4, memory: 2 ** 33 };

  it("is one for a scenario, unless the user says more", () => {
    for (const { mappings } of scenarios) {
      expect(threadsFor(undefined, mappings.length, machine)).toBe(1);
    }
    expect(threadsFor("auto", 3, machine)).toBe(3);
    expect(threadsFor(2, 3, machine)).toBe(2);
    expect(threadsFor(2, 1, machine)).toBe(1);
  });

  it("is what there are cores and memory for", () => {
    expect(threadsFor(undefined, 80, machine)).toBe(4);
    expect(threadsFor("auto", 80, { ...machine, memory: 2.5 * 2 ** 30 })).toBe(2);
    expect(threadsFor("auto", 80, { ...machine, memory: 2 ** 20 })).toBe(1);
    expect(threadsFor(6, 80, machine)).toBe(6);
  });
});

/** Two threads, in which zap-race of a file meets its share of the memory. */
class Short implements Pick<Workers, "countFor" | "all"> {
  readonly asked: [string, number][] = [];

  countFor(jobs: number): number {
    return Math.min(2, jobs);
  }

  async all<K extends Kind>(kind: K, jobs: readonly Work[K]["job"][]): Promise<Work[K]["found"][]> {
    expect(kind).toBe("check");
    return (jobs as readonly Work["check"]["job"][]).map(
      ({
        subjects,
        how: {
          options: { maxMemory = 0 },
        },
      }) => {
        this.asked.push([subjects[0].mapping, maxMemory / availableMemory()]);
        const isMet = subjects[0].mapping === "write-notify" && maxMemory < availableMemory();
        const row = { bound: isMet ? "memory" : null, before: null, share: maxMemory };
        return subjects.map(() => ({ rows: [row] })) as unknown as Work[K]["found"];
      },
    );
  }
}

describe("memory", () => {
  const subjects = select({ scenarios: ["zap-race"], kernels: ["6.12"] });

  it("is shared by those that run at once, and who meets a share is checked again, alone", async () => {
    const short = new Short();
    const results = await checkEach(subjects, { options: {} }, short);
    expect(results.map(({ subject }) => subject)).toEqual(subjects);
    expect(results.flatMap(({ rows }) => rows.map(({ bound }) => bound))).not.toContain("memory");
    const shared = subjects.map(({ mapping }): [string, number] => [mapping, 0.5]);
    expect(short.asked).toEqual([...shared, ["write-notify", 1]]);
  });

  it("is what the user says for each, however many there are", async () => {
    const short = new Short();
    const results = await checkEach(subjects, { options: { maxMemory: 1000 } }, short);
    expect(results.map(({ rows }) => rows[0].bound)).toContain("memory");
    expect(short.asked).toHaveLength(subjects.length);
  });
});
