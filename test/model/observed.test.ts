import { describe, expect, it } from "vitest";
import { walkThreads } from "../../checks/index.ts";
import type { ScriptLine as Line } from "../../counterexamples/index.ts";
import { Reference, type RunState } from "../../explorer/reference/index.ts";
import { every, some } from "../../model/language/index.ts";
import type { MappingName } from "../../model/mappings.ts";
import { flusher, folio_mkclean, user_thread } from "../../model/operations/index.ts";
import {
  cached,
  child,
  type Mm,
  type Operation,
  page,
  parent,
  type State,
} from "../../model/state.ts";
import type { Scenario } from "../../scenarios/index.ts";
import { systemOf } from "../../scenarios/index.ts";

// What a running kernel was seen to do, row by row, in the notation of the observations: `-` no PTE;
// W or r writable or not; D dirty, c clean; A young, o old; PGd or PGc is PG_dirty.

type ScriptLine = Line<Operation>;

const everything: Scenario["threads"][number]["program"] = [
  "load",
  "store",
  "fork",
  "munmap",
  "fsync",
  "madvise_populate_read",
  "madvise_populate_write",
];

const observed: Scenario = {
  id: "observed",
  question: "Does the model do what a running kernel was seen to do?",
  why: "Every operation, one after the other.",
  mappings: ["write-notify", "shmem", "shmem-uffd-wp"],
  switches: {},
  threads: [
    { name: "P", mm: "parent", cpu: 0, program: everything },
    { name: "C", mm: "child", cpu: 1, program: everything },
  ],
  asks: [],
  expects: [],
  covers: [],
};

function pteText(s: State, mm: Mm): string {
  const pte = s.mm[mm].pte[page];
  if (pte.kind === "none") return "-";
  return `${pte.write ? "W" : "r"}${pte.dirty ? "D" : "c"}${pte.accessed ? "A" : "o"}`;
}

/** After each line: faults of that line, P's PTE, C's PTE, PG_dirty, mapcount. */
function run(kernel: string, mapping: MappingName, script: readonly ScriptLine[]): string[] {
  const system = systemOf(observed, kernel, mapping, []);
  const reference = new Reference(system);
  return walkThreads(system, script).map(({ faults, after }) =>
    reference.look(after, ({ s }) => {
      const { dirty, mapcount } = s.folio[cached];
      const ptes = `${pteText(s, parent)} ${pteText(s, child)}`;
      return `${faults} ${ptes} ${dirty ? "PGd" : "PGc"} ${mapcount}`;
    }),
  );
}

// Debian's 6.1 and 6.12, and a mainline 6.18.
const kernels = ["6.1.192", "6.12", "6.18"];

describe.each(kernels)("Linux %s does as it was seen to do", (kernel) => {
  const rowA: ScriptLine[] = ["P store", "P fork", "C store", "P store", "P fsync", "P store"];

  it("a: store, fork, stores, fsync, store on ext4", () => {
    expect(run(kernel, "write-notify", rowA)).toEqual([
      "1 WDA - PGd 1",
      "0 WDA - PGd 1",
      "1 WDA WDA PGd 2",
      "0 WDA WDA PGd 2",
      "0 rcA rcA PGc 2",
      "1 WDA rcA PGd 2",
    ]);
  });

  it("a: the same on shmem", () => {
    expect(run(kernel, "shmem", rowA)).toEqual([
      "1 WDA - PGd 1",
      "0 WDA - PGd 1",
      "1 WDA WDA PGd 2",
      "0 WDA WDA PGd 2",
      "0 WDA WDA PGd 2",
      "0 WDA WDA PGd 2",
    ]);
  });

  it("b: the child loads, the parent stores and unmaps, fsync", () => {
    const script: ScriptLine[] = ["P fork", "C load", "P store", "P munmap", "C fsync"];
    expect(run(kernel, "write-notify", script)).toEqual([
      "0 - - PGc 0",
      "1 - rcA PGc 1",
      "1 WDA rcA PGd 2",
      "0 - rcA PGd 1",
      "0 - rcA PGc 1",
    ]);
    expect(run(kernel, "shmem", script).slice(3)).toEqual(["0 - WcA PGd 1", "0 - WcA PGd 1"]);
  });

  it("d: load, store", () => {
    const script: ScriptLine[] = ["P load", "P store"];
    expect(run(kernel, "write-notify", script)).toEqual(["1 rcA - PGc 1", "1 WDA - PGd 1"]);
    expect(run(kernel, "shmem", script)).toEqual(["1 WcA - PGc 1", "0 WDA - PGc 1"]);
  });

  it("g: populate for reading, store", () => {
    const script: ScriptLine[] = ["P madvise_populate_read", "P store"];
    expect(run(kernel, "write-notify", script)).toEqual(["0 rcA - PGc 1", "1 WDA - PGd 1"]);
    expect(run(kernel, "shmem", script)).toEqual(["0 WcA - PGc 1", "0 WDA - PGc 1"]);
  });

  it("g: populate for writing, store", () => {
    const script: ScriptLine[] = ["P madvise_populate_write", "P store"];
    expect(run(kernel, "write-notify", script)).toEqual(["0 WDA - PGd 1", "0 WDA - PGd 1"]);
    expect(run(kernel, "shmem", script)).toEqual(["0 WDA - PGd 1", "0 WDA - PGd 1"]);
  });

  it("between versions: how a read fault installs a dirty shmem folio", () => {
    const script: ScriptLine[] = ["P store", "P fork", "C load"];
    const installed = kernel === "6.18" ? "WDA" : "WcA";
    expect(run(kernel, "shmem", script)[2]).toBe(`1 WDA ${installed} PGd 2`);
  });
});

describe.each(kernels)("userfaultfd-wp on shmem, with fork events, on %s", (kernel) => {
  it("a2: fork copies the PTE, writable but clean and old in the child", () => {
    expect(run(kernel, "shmem-uffd-wp", ["P load", "P store", "P fork", "C store"])).toEqual([
      "1 rcA - PGc 1",
      "1 WDA - PGd 1",
      "0 WDA Wco PGd 2",
      "0 WDA WDA PGd 2",
    ]);
  });
});

describe("races that were run by repetition", () => {
  const race: Scenario = {
    ...observed,
    mappings: ["write-notify"],
    threads: [
      { name: "storer", mm: "parent", cpu: 0, program: ["store"] },
      { name: "syncer", mm: "parent", cpu: 1, program: ["fsync"] },
    ],
  };

  it("store against fsync: two final states only, and no store lost", () => {
    const reference = new Reference(systemOf(race, "6.12", "write-notify", []));
    const finals = new Set<string>();
    forEachState(reference, (state) => {
      const text = reference.look(state, ({ s, actors }) => {
        const isQuiet =
          every(
            actors,
            (a) => !["storer", "syncer"].includes(a.name) || a.at(user_thread, "next"),
          ) &&
          every(actors, (a) => a.name !== "flusher" || a.at(flusher, "wb_workfn")) &&
          !s.folio[cached].writeback;
        if (!isQuiet || s.mm[parent].pte[page].kind === "none") return null;
        const isSafe = s.disk.latestStore || s.folio[cached].dirty;
        return `${pteText(s, parent)} ${s.folio[cached].dirty ? "PGd" : "PGc"} ${isSafe ? "safe" : "lost"}`;
      });
      if (text !== null) finals.add(text);
    });
    expect([...finals].sort()).toEqual(["WDA PGd safe", "rcA PGc safe"]);
  });

  it("held before the flush of fsync, a store completes through the stale translation", () => {
    const reference = new Reference(systemOf(race, "6.1.192", "write-notify", []));
    let seen = false;
    forEachState(reference, (state) => {
      const isHeld = reference.look(
        state,
        ({ s, actors }) =>
          some(actors, (actor) => actor.at(folio_mkclean, "flush_tlb_page")) &&
          s.mm[parent].pte[page].kind === "none",
      );
      if (!isHeld || seen) return;
      seen = reference.successors(state).some(({ actor, chosen }) => {
        const { name } = reference.system.actors[actor];
        return name === "storer" && chosen[0] === "writeDirty";
      });
    });
    expect(seen).toBe(true);
  });
});

function forEachState(reference: Reference<State>, look: (state: RunState) => void): void {
  const keyOf = (state: RunState) => JSON.stringify(reference.content(state));
  const known = new Set([keyOf(reference.initial)]);
  const pending = [reference.initial];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    look(state);
    for (const { outcome } of reference.successors(state)) {
      if (outcome.kind !== "taken") continue;
      const key = keyOf(outcome.after);
      if (known.has(key)) continue;
      known.add(key);
      pending.push(outcome.after);
    }
  }
}
