import type { ScriptLine } from "../../checks/index.ts";
import { walkThreads } from "../../checks/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import type { MappingName } from "../../model/mappings/index.ts";
import { cached, child, type Mm, page, parent, type State } from "../../model/state/index.ts";
import type { Scenario } from "../../scenarios/index.ts";
import { systemOf } from "../../scenarios/index.ts";

// What a running kernel was seen to do, row by row, in the notation of the observations: `-` no PTE;
// W or r writable or not; D dirty, c clean; A young, o old; PGd or PGc is PG_dirty.

/** What was seen after the last lines of a script. */
export interface Observation {
  readonly what: string;
  readonly mapping: MappingName;
  /** Those of `observedKernels`; without it, all. */
  readonly kernels?: readonly string[];
  readonly script: readonly ScriptLine[];
  /** Faults of that line, P's PTE, C's PTE, PG_dirty, mapcount. */
  readonly seen: readonly string[];
}

/** Debian's 6.1 and 6.12, and a mainline 6.18. */
export const observedKernels = ["6.1.192", "6.12", "6.18"];

const everything: Scenario["threads"][number]["program"] = [
  "load",
  "store",
  "fork",
  "munmap",
  "fsync",
  "madvise_populate_read",
  "madvise_populate_write",
  "madvise_dontneed",
  "gup_write",
];

/** Every operation in two threads. */
export const observed: Scenario = {
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

/** A PTE in the notation of the observations. */
export function pteText(s: State, mm: Mm): string {
  const pte = s.mm[mm].pte[page];
  if (pte.kind === "none") return "-";
  return `${pte.write ? "W" : "r"}${pte.dirty ? "D" : "c"}${pte.accessed ? "A" : "o"}`;
}

/** What the model does, line by line, as far as it was observed. */
export function modelled({ mapping, script, seen }: Observation, kernel: string): string[] {
  const system = systemOf(observed, kernel, mapping, []);
  const reference = new Reference(system);
  const lines = walkThreads(system, script).map(({ faults, after }) =>
    reference.look(after, ({ s }) => {
      const { dirty, mapcount } = s.folio[cached];
      const ptes = `${pteText(s, parent)} ${pteText(s, child)}`;
      return `${faults} ${ptes} ${dirty ? "PGd" : "PGc"} ${mapcount}`;
    }),
  );
  return lines.slice(-seen.length);
}

const rowA: Observation["script"] = [
  "P store",
  "P fork",
  "C store",
  "P store",
  "P fsync",
  "P store",
];
const rowB: Observation["script"] = ["P fork", "C load", "P store", "P munmap", "C fsync"];

export const observations: readonly Observation[] = [
  {
    what: "a: store, fork, stores, fsync, store on ext4",
    mapping: "write-notify",
    script: rowA,
    seen: [
      "1 WDA - PGd 1",
      "0 WDA - PGd 1",
      "1 WDA WDA PGd 2",
      "0 WDA WDA PGd 2",
      "0 rcA rcA PGc 2",
      "1 WDA rcA PGd 2",
    ],
  },
  {
    what: "a: the same on shmem",
    mapping: "shmem",
    script: rowA,
    seen: [
      "1 WDA - PGd 1",
      "0 WDA - PGd 1",
      "1 WDA WDA PGd 2",
      "0 WDA WDA PGd 2",
      "0 WDA WDA PGd 2",
      "0 WDA WDA PGd 2",
    ],
  },
  {
    what: "a2: fork copies the PTE, writable but clean and old in the child",
    mapping: "shmem-uffd-wp",
    script: ["P load", "P store", "P fork", "C store"],
    seen: ["1 rcA - PGc 1", "1 WDA - PGd 1", "0 WDA Wco PGd 2", "0 WDA WDA PGd 2"],
  },
  {
    what: "b: the child loads, the parent stores and unmaps, fsync",
    mapping: "write-notify",
    script: rowB,
    seen: ["0 - - PGc 0", "1 - rcA PGc 1", "1 WDA rcA PGd 2", "0 - rcA PGd 1", "0 - rcA PGc 1"],
  },
  {
    what: "b: the end of it on shmem",
    mapping: "shmem",
    script: rowB,
    seen: ["0 - WcA PGd 1", "0 - WcA PGd 1"],
  },
  {
    what: "d: load, store",
    mapping: "write-notify",
    script: ["P load", "P store"],
    seen: ["1 rcA - PGc 1", "1 WDA - PGd 1"],
  },
  {
    what: "d: the same on shmem",
    mapping: "shmem",
    script: ["P load", "P store"],
    seen: ["1 WcA - PGc 1", "0 WDA - PGc 1"],
  },
  {
    what: "g: populate for reading, store",
    mapping: "write-notify",
    script: ["P madvise_populate_read", "P store"],
    seen: ["0 rcA - PGc 1", "1 WDA - PGd 1"],
  },
  {
    what: "g: the same on shmem",
    mapping: "shmem",
    script: ["P madvise_populate_read", "P store"],
    seen: ["0 WcA - PGc 1", "0 WDA - PGc 1"],
  },
  {
    what: "g: populate for writing, store",
    mapping: "write-notify",
    script: ["P madvise_populate_write", "P store"],
    seen: ["0 WDA - PGd 1", "0 WDA - PGd 1"],
  },
  {
    what: "g: that on shmem",
    mapping: "shmem",
    script: ["P madvise_populate_write", "P store"],
    seen: ["0 WDA - PGd 1", "0 WDA - PGd 1"],
  },
  {
    what: "between versions: a read fault installs a dirty shmem folio clean",
    mapping: "shmem",
    kernels: ["6.1.192", "6.12"],
    script: ["P store", "P fork", "C load"],
    seen: ["1 WDA WcA PGd 2"],
  },
  {
    what: "between versions: since 6.16 it installs it dirty",
    mapping: "shmem",
    kernels: ["6.18"],
    script: ["P store", "P fork", "C load"],
    seen: ["1 WDA WDA PGd 2"],
  },
];

/** Every operation, with a PTE and without, again where it finds nothing to do. */
const allInTurn: readonly ScriptLine[] = [
  ...(["fork", "fork", "store", "fsync", "fsync", "gup_write"] as const),
  ...(["madvise_populate_read", "madvise_dontneed", "madvise_dontneed", "gup_write"] as const),
  ...(["madvise_dontneed", "load", "load", "store", "madvise_populate_write"] as const),
  ...(["madvise_dontneed", "madvise_populate_write", "munmap", "fsync"] as const),
].map((operation) => `P ${operation}` as const);

/** Runs each operation alone; throws if one never ends. Says after how many faults each does. */
export function endsOf(mapping: MappingName): number[] {
  const child = ["C load", "C store", "C madvise_populate_write", "C munmap"] as const;
  const script = [allInTurn[0], ...child, ...allInTurn];
  return walkThreads(systemOf(observed, "6.12", mapping, []), script).map(({ faults }) => faults);
}
