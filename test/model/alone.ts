import { type ScriptLine, type WalkedOperation, walkThreads } from "../../checks/index.ts";
import { isSince } from "../../model/kernels/index.ts";
import { type MappingName, privateMappings } from "../../model/mappings/index.ts";
import type { Operation } from "../../model/state/index.ts";
import { type Scenario, scenario, systemOf } from "../../scenarios/index.ts";

// What each operation does that one could count in a running kernel, with nobody else there: an operation that does
// more than it must is as correct, and slower.

/** Functions of which one count is kept. */
const counted: readonly (readonly string[])[] = [
  ["mmap_read_lock", "mmap_write_lock", "vma_start_read"],
  ["pte_offset_map_lock"],
  ["folio_trylock"],
  ["flush_tlb_page"],
  ["folio_mark_dirty"],
  ["alloc_page", "folio_get"],
];

/** What is counted of some operations in turn. */
export interface Alone {
  readonly mapping: MappingName;
  readonly kernel: string;
  /**
   * Each operation, and how many: page faults; times that the mmap_lock or the VMA's lock is taken, the page-table
   * lock, and the page lock, or tried to; flushes; calls of folio_mark_dirty(); pages or references to them taken.
   */
  readonly seen: string;
}

const shared: readonly Operation[] = [
  ...(["fsync", "load", "load", "store", "store", "fsync", "fsync", "store", "fork"] as const),
  ...([
    "madvise_dontneed",
    "madvise_dontneed",
    "store",
    "gup_write",
    "fsync",
    "gup_write",
  ] as const),
  ...(["madvise_populate_read", "madvise_dontneed", "madvise_populate_read"] as const),
  ...(["madvise_populate_write", "mprotect", "store", "clear_refs", "store", "msync"] as const),
  ...(["madvise_dontneed", "pin_read", "put_reference", "gup_write", "munmap"] as const),
];

const ofItsOwn: readonly Operation[] = [
  ...(["madvise_dontneed", "load", "store", "store", "fork", "store", "store"] as const),
  ...(["madvise_dontneed", "store", "vmsplice", "mprotect", "store", "put_reference"] as const),
  ...(["madvise_dontneed", "load", "pin_read", "store", "mprotect", "store"] as const),
  ...(["put_reference", "pin_write_fast", "write_pinned", "put_reference"] as const),
  ...(["mprotect", "pin_write", "put_reference"] as const),
  ...(["clear_refs", "store", "proc_mem_write", "madvise_dontneed", "pin_read_short"] as const),
  ...(["put_reference", "munmap"] as const),
];

const withUserfault: readonly Operation[] = [
  ...(["uffd_continue", "load", "uffd_continue", "store", "uffd_writeprotect", "store"] as const),
  ...(["madvise_dontneed", "uffd_writeprotect", "munmap"] as const),
];

function programOf(mapping: MappingName): readonly Operation[] {
  if (mapping === "shmem-uffd-wp") return withUserfault;
  return privateMappings.includes(mapping) ? ofItsOwn : shared;
}

function line({ operation, steps, faults }: WalkedOperation): string {
  const calls = steps.flatMap(({ step }) => step.calls.map(({ name }) => name));
  const counts = counted.map((names) => calls.filter((name) => names.includes(name)).length);
  return `${operation} ${[faults, ...counts].join("")}`;
}

/** What the model does. */
export function countedIn(mapping: MappingName, kernel: string): string[] {
  const program = programOf(mapping).filter(
    (operation) => isSince(kernel, "5.14") || !operation.startsWith("madvise_populate"),
  );
  const one: Scenario = scenario({
    id: "alone",
    question: "What does each operation do, with nobody else there?",
    why: "One thread.",
    mappings: [mapping],
    references: 1,
    threads: [{ name: "P", mm: "parent", cpu: 0, program }],
    asks: [],
  });
  const script = program.map((operation): ScriptLine => `P ${operation}`);
  return walkThreads(systemOf(one, kernel, mapping, []), script).map(line);
}

export const aloneRows: readonly Alone[] = [
  {
    mapping: "write-notify",
    kernel: "6.12",
    seen: `
      fsync 0000000  load 1111000  load 0000000  store 1121020  store 0000000  fsync 0011110  fsync 0000000
      store 1121020  fork 0100100  madvise_dontneed 0110110  madvise_dontneed 0110000  store 1112020
      gup_write 0110000  fsync 0021110  gup_write 0141020  madvise_populate_read 0110000
      madvise_dontneed 0110110  madvise_populate_read 0131000  madvise_populate_write 0141020  mprotect 0110100
      store 1121020  clear_refs 0110100  store 1121020  msync 0021110  madvise_dontneed 0110100
      pin_read 0131000  put_reference 0000000
      gup_write 0141020  munmap 0210110`,
  },
  {
    mapping: "write-notify",
    kernel: "2.6.29",
    seen: `
      fsync 0000000  load 1111000  load 0000000  store 1121120  store 0000000  fsync 0011110  fsync 0000000
      store 1121120  fork 0100100  madvise_dontneed 0110110  madvise_dontneed 0110000  store 1113020
      gup_write 0110000  fsync 0021110  gup_write 0141120  madvise_dontneed 0110110  mprotect 0110100
      store 1113020  clear_refs 0110100  store 1121120  msync 0021110  madvise_dontneed 0110100
      pin_read 0131000  put_reference 0000000
      gup_write 0141120  munmap 0110110`,
  },
  {
    mapping: "write-notify",
    kernel: "2.6.20",
    seen: `
      fsync 0000000  load 1110000  load 0000000  store 1121120  store 0000000  fsync 0011110  fsync 0000000
      store 1121120  fork 0100100  madvise_dontneed 0110110  madvise_dontneed 0110000  store 1111020
      gup_write 0110000  fsync 0011110  gup_write 0141120  madvise_dontneed 0110110  mprotect 0110100
      store 1111020  clear_refs 0110100  store 1121120  msync 0011110  madvise_dontneed 0110100
      pin_read 0130000  put_reference 0000000
      gup_write 0141120  munmap 0110110`,
  },
  {
    mapping: "write-notify",
    kernel: "2.6.18",
    seen: `
      fsync 0000000  load 1110000  load 0000000  store 0000000  store 0000000  fsync 0000000  fsync 0000000
      store 0000000  fork 0100100  madvise_dontneed 0110110  madvise_dontneed 0110000  store 1110000
      gup_write 0110000  fsync 0001000  gup_write 0111010  madvise_dontneed 0110110  mprotect 0110100
      store 1110000  clear_refs 0110100  store 1110110  msync 0111110  madvise_dontneed 0110100
      pin_read 0130000  put_reference 0000000
      gup_write 0110010  munmap 0110100`,
  },
  {
    mapping: "hookless",
    kernel: "3.2",
    seen: `
      fsync 0000000  load 1111000  load 0000000  store 1110110  store 0000000  fsync 0011110  fsync 0000000
      store 1110110  fork 0100100  madvise_dontneed 0110110  madvise_dontneed 0110000  store 1111010
      gup_write 0110000  fsync 0021110  gup_write 0130110  madvise_dontneed 0110110  mprotect 0110100
      store 1111010  clear_refs 0110100  store 1110110  msync 0021110  madvise_dontneed 0110100
      pin_read 0131000  put_reference 0000000
      gup_write 0130110  munmap 0110110`,
  },
  {
    mapping: "shmem-uffd-wp",
    kernel: "6.12",
    seen: `
      uffd_continue 0111000  load 0000000  uffd_continue 0111000  store 0000000  uffd_writeprotect 0110100
      store 1111010  madvise_dontneed 0110110  uffd_writeprotect 0110100  munmap 0210000`,
  },
  {
    mapping: "anonymous",
    kernel: "6.12",
    seen: `
      madvise_dontneed 0110000  load 1110000  store 1120101  store 0000000  fork 0120101  store 1120102
      store 0000000  madvise_dontneed 0110100  store 1110001  vmsplice 0110001  mprotect 0110100  store 1110000
      put_reference 0000000  madvise_dontneed 0110100  load 1110000  pin_read 0140102  store 1110000
      mprotect 0110100  store 1110000  put_reference 0000000  pin_write_fast 0000001  write_pinned 0000000
      put_reference 0000000
      mprotect 0110100  pin_write 0130001  put_reference 0000000
      clear_refs 0110100  store 1110000  proc_mem_write 0110011
      madvise_dontneed 0110100  pin_read_short 0130000  put_reference 0000000  munmap 0210100`,
  },
  {
    mapping: "anonymous",
    kernel: "5.12",
    seen: `
      madvise_dontneed 0110000  load 1110000  store 1120101  store 0000000  fork 0120101  store 1120102
      store 0000000  madvise_dontneed 0110100  store 1110001  vmsplice 0110001  mprotect 0110100  store 1120102
      put_reference 0000000  madvise_dontneed 0110100  load 1110000  pin_read 0110000  store 1120101
      mprotect 0110100  store 1110000  put_reference 0000000  pin_write_fast 0000001  write_pinned 0000000
      put_reference 0000000
      mprotect 0110100  pin_write 0130001  put_reference 0000000
      clear_refs 0110100  store 1110000  proc_mem_write 0110011
      madvise_dontneed 0110100  pin_read_short 0130000  put_reference 0000000  munmap 0210100`,
  },
  {
    mapping: "anonymous",
    kernel: "2.6.18",
    seen: `
      madvise_dontneed 0110000  load 1110000  store 1120101  store 0000000  fork 0120101  store 1120102
      store 0000000  madvise_dontneed 0110100  store 1110001  vmsplice 0110001  mprotect 0110100  store 1110100
      put_reference 0000000  madvise_dontneed 0110100  load 1110000  pin_read 0110000  store 1120101
      mprotect 0110100  store 1110100  put_reference 0000000  pin_write_fast 0110001  write_pinned 0000000
      put_reference 0000000
      mprotect 0110100  pin_write 0130101  put_reference 0000000
      clear_refs 0110100  store 1110100  proc_mem_write 0110011
      madvise_dontneed 0110100  pin_read_short 0130000  put_reference 0000000  munmap 0110100`,
  },
  {
    mapping: "private-file",
    kernel: "6.12",
    seen: `
      madvise_dontneed 0110000  load 1111000  store 1120101  store 0000000  fork 0120101  store 1120102
      store 0000000  madvise_dontneed 0110100  store 1111001  vmsplice 0110001  mprotect 0110100  store 1110000
      put_reference 0000000  madvise_dontneed 0110100  load 1111000  pin_read 0140102  store 1110000
      mprotect 0110100  store 1110000  put_reference 0000000  pin_write_fast 0000001  write_pinned 0000000
      put_reference 0000000
      mprotect 0110100  pin_write 0130001  put_reference 0000000
      clear_refs 0110100  store 1110000  proc_mem_write 0110011
      madvise_dontneed 0110100  pin_read_short 0131000  put_reference 0000000  munmap 0210100`,
  },
  {
    mapping: "private-file",
    kernel: "2.6.24",
    seen: `
      madvise_dontneed 0110000  load 1111000  store 1120101  store 0000000  fork 0120101  store 1120102
      store 0000000  madvise_dontneed 0110100  store 1111001  vmsplice 0110001  mprotect 0110100  store 1110100
      put_reference 0000000  madvise_dontneed 0110100  load 1111000  pin_read 0110000  store 1120101
      mprotect 0110100  store 1110100  put_reference 0000000  pin_write_fast 0110001  write_pinned 0000000
      put_reference 0000000
      mprotect 0110100  pin_write 0130101  put_reference 0000000
      clear_refs 0110100  store 1110100  proc_mem_write 0110011
      madvise_dontneed 0110100  pin_read_short 0131000  put_reference 0000000  munmap 0110100`,
  },
];
