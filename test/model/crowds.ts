import { type Subject, subjectOf } from "../../checks/index.ts";
import { invariants } from "../../invariants/index.ts";
import type { MappingName } from "../../model/mappings/index.ts";
import type { Operation } from "../../model/state/index.ts";
import { scenario, type Thread } from "../../scenarios/index.ts";

// Two threads of one process: one does some things, the other one anything that takes the page away, shares it or
// faults, in any order. Asked is every law that speaks of the mapping, not only what a scenario asks for.

type Program = readonly Operation[];

/** Some things that one thread does, in systems of their own, on a kernel; and the laws that some of these break. */
export interface Crowd {
  readonly mapping: MappingName;
  readonly kernel: string;
  readonly programs: readonly Program[];
  readonly broken: readonly string[];
}

/** What takes pages away, shares them, or faults. */
const anything: Program = ["load", "store", "fork", "madvise_dontneed", "munmap"];

const shared: readonly Program[] = [
  ["load", "store"],
  ["fsync", "msync"],
  ["madvise_populate_read", "madvise_populate_write"],
  ["gup_write", "gup_write_longterm"],
  ["mprotect", "clear_refs"],
];

const ofItsOwn: readonly Program[] = [
  ["load", "store"],
  ["mprotect", "clear_refs"],
  ["vmsplice", "pin_read", "pin_write", "write_pinned", "put_reference"],
  ["pin_read_short", "pin_write_fast", "put_reference"],
  ["proc_mem_write"],
];

const withUserfault: readonly Program[] = [...shared, ["uffd_continue", "uffd_writeprotect"]];

/** Fork write-protects private memory under the page-table lock, which it holds for that. */
const byFork = "ptl-excludes";
/** Before 6.2 a dirty page is flushed after its rmap is gone. */
const flushedLate = ["no-lost-store", "mkclean-complete", "unmapped-has-no-writable-tlb"];
/** Before 3.15 it was flushed without the page-table lock; before 2.6.30 page_mkwrite returned without the folio lock. */
const flushedUnlocked = [...flushedLate, "none-is-flushed"];
const unlocked = [...flushedUnlocked, "write-notify", "dirty-pte-is-recorded"];
/** A shared PTE is writable without a store where nobody is to hear of the first one. */
const writableUnstored = ["writable-implies-dirty", "writable-implies-dirty-somewhere"];

export const crowds: readonly Crowd[] = [
  { mapping: "write-notify", kernel: "6.12", programs: shared, broken: [] },
  { mapping: "write-notify", kernel: "5.12", programs: shared, broken: flushedLate },
  {
    mapping: "write-notify",
    kernel: "2.6.20",
    programs: shared,
    broken: [...unlocked, "fsync-durable"],
  },
  {
    mapping: "write-notify",
    kernel: "2.6.18",
    programs: shared,
    broken: [
      ...writableUnstored,
      ...["no-lost-store", "unmapped-has-no-writable-tlb", "none-is-flushed"],
      ...["dirty-pte-is-recorded", "fsync-durable"],
    ],
  },
  { mapping: "hookless", kernel: "2.6.30", programs: shared, broken: unlocked },
  {
    mapping: "write-notify-delalloc",
    kernel: "2.6.29",
    programs: shared,
    broken: [...unlocked, "fs-knows-writable", "fs-knows-dirty"],
  },
  { mapping: "shmem-uffd-wp", kernel: "6.12", programs: withUserfault, broken: writableUnstored },
  {
    mapping: "shmem-uffd-wp",
    kernel: "6.1",
    programs: withUserfault,
    broken: [...writableUnstored, "unmapped-has-no-writable-tlb"],
  },
  { mapping: "anonymous", kernel: "6.12", programs: ofItsOwn, broken: [byFork] },
  {
    mapping: "anonymous",
    kernel: "5.12",
    programs: ofItsOwn,
    broken: [byFork, "pinned-page-stays"],
  },
  {
    mapping: "anonymous",
    kernel: "2.6.18",
    programs: ofItsOwn,
    broken: [byFork, "mapcount-is-present-ptes", "private-memory-is-own"],
  },
  {
    mapping: "private-file",
    kernel: "5.8",
    programs: ofItsOwn,
    broken: [
      byFork,
      "stale-translation-awaits-flush",
      "private-memory-is-own",
      "pinned-page-stays",
    ],
  },
  { mapping: "private-file", kernel: "6.18", programs: [["load", "store"]], broken: [byFork] },
  { mapping: "private-file-ro", kernel: "6.18", programs: ofItsOwn, broken: [byFork] },
  {
    mapping: "private-file-ro",
    kernel: "4.8",
    programs: ofItsOwn,
    broken: [byFork, "private-stores-stay-private"],
  },
  {
    mapping: "anonymous-uffd-wp",
    kernel: "6.18",
    programs: [["load", "uffd_writeprotect"]],
    broken: [byFork],
  },
];

/** The systems of a crowd. */
export function subjectsOf({ mapping, kernel, programs }: Crowd): Subject[] {
  return programs.map((program) => subject(mapping, kernel, program));
}

function subject(mapping: MappingName, kernel: string, program: Program): Subject {
  const threads = [program, anything].map((one, cpu): Thread => {
    return { name: `thread${cpu}`, mm: "parent", cpu, program: one };
  });
  const crowd = scenario({
    id: "crowd",
    question: "What holds while another thread does anything?",
    why: "Every law at once.",
    mappings: [mapping],
    references: 1,
    frames: 4,
    threads,
    asks: [],
  });
  return subjectOf(crowd, kernel, mapping, null, invariants);
}

/** A system of a crowd by what its first thread does. */
export function crowdName({ kernel, mapping, scenario: { threads } }: Subject): string {
  return `${kernel}, ${mapping}: ${threads[0].program.join(" ")}, against anything`;
}
