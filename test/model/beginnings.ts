import { blocked, type Call, indexOf } from "../../model/language/index.ts";
import type { MappingName } from "../../model/mappings/index.ts";
import { do_user_addr_fault, user_thread } from "../../model/operations/index.ts";
import {
  Actor,
  Cpu,
  cached,
  child,
  type Mm,
  type Operation,
  operationNames,
  page,
  parent,
  Ref,
  type State,
} from "../../model/state/index.ts";
import { plainKernel } from "./plainKernel.ts";
import { plainState } from "./plainState.ts";

// What a user thread may begin: one step, asked of states made by hand. And which lock its faults take.

type Make = (s: State) => void;

const me = indexOf(Actor, 0);
const cpu = indexOf(Cpu, 0);

/** A thread of parent or child, what is so, and what it may do of its program. */
export interface Beginning {
  readonly what: string;
  readonly mm?: Mm;
  readonly kernel?: string;
  readonly program?: readonly Operation[];
  readonly makes: readonly Make[];
  /** Operations that may begin; "waits", or "goes on" with nothing. */
  readonly may: readonly string[];
}

const takers = [
  "vmsplice",
  "pin_read",
  "pin_read_fast",
  "pin_read_short",
  "pin_write",
  "pin_write_fast",
];

function allBut(...names: readonly string[]): string[] {
  return operationNames.filter((name) => !names.includes(name));
}

const unmapped =
  (mm: Mm): Make =>
  (s) => {
    s.mm[mm].mapped = false;
  };
const holds =
  (write: boolean, by = me): Make =>
  (s) => {
    const flags = { write, pin: true, longterm: true, foreign: false, zapped: false };
    s.ref[indexOf(Ref, 0)] = { kind: "held", by, mm: parent, frame: cached, ...flags };
  };
const translates: Make = (s) => {
  s.tlb[cpu][parent][page][cached].readOnly = true;
};

const exited: Pick<Beginning, "program"> = { program: ["store", "fork"] };
const nothing = "nothing, and for ever";

const busy: readonly (readonly [what: string, make: Make])[] = [
  ["its mmap_lock is held", (s) => (s.mm[parent].mmap_lock.writer = me)],
  ["the child's mmap_lock is read", (s) => (s.mm[child].mmap_lock.readers[me] = true)],
  ["the child's VMA lock is read", (s) => (s.mm[child].vma_lock.readers[me] = true)],
  ["a page-table lock is held", (s) => (s.mm[parent].ptl = me)],
  ["the page is locked", (s) => (s.folio[cached].locked = me)],
  ["the page is under writeback", (s) => (s.folio[cached].writeback = true)],
  ["the i_mmap tree is walked", (s) => (s.i_mmap_reader = me)],
];

export const beginnings: readonly Beginning[] = [
  { what: "mapped", makes: [], may: allBut("write_pinned", "put_reference") },
  {
    what: "before 5.14",
    kernel: "5.12",
    makes: [],
    may: allBut(
      ...["write_pinned", "put_reference"],
      ...["madvise_populate_read", "madvise_populate_write"],
    ),
  },
  {
    what: "with a reference for reading",
    makes: [holds(false)],
    may: allBut(...takers, "proc_mem_write", "write_pinned"),
  },
  {
    what: "with a reference for writing",
    makes: [holds(true)],
    may: allBut(...takers, "proc_mem_write"),
  },
  {
    what: "another one has the reference",
    makes: [holds(true, indexOf(Actor, 1))],
    may: allBut("write_pinned", "put_reference"),
  },
  { what: "unmapped", makes: [unmapped(parent)], may: ["fsync"] },
  {
    what: "unmapped, with what the TLB holds",
    makes: [unmapped(parent), translates],
    may: ["load", "store", "fsync"],
  },
  {
    what: "unmapped, with a reference for reading",
    makes: [unmapped(parent), holds(false)],
    may: ["fsync", "put_reference"],
  },
  {
    what: "unmapped, with a reference for writing",
    makes: [unmapped(parent), holds(true)],
    may: ["fsync", "write_pinned", "put_reference"],
  },
  { what: "a child that is not there", mm: child, makes: [unmapped(child)], may: [] },
  {
    what: "a child whose parent is gone",
    mm: child,
    makes: [unmapped(child), unmapped(parent)],
    may: [],
  },
  { what: "nothing left to do", ...exited, makes: [unmapped(parent)], may: [nothing] },
  {
    what: "nothing left but a stale translation",
    ...exited,
    makes: [unmapped(parent), translates],
    may: ["store"],
  },
  ...busy.map(([what, make]): Beginning => {
    return {
      what: `nothing left to do, and ${what}`,
      ...exited,
      makes: [unmapped(parent), make],
      may: [],
    };
  }),
];

/** What the model lets it begin. */
export function begun({ mm = parent, kernel = "6.12", makes, ...row }: Beginning): string[] {
  const { program = operationNames } = row;
  const begins = program.flatMap((operation) => {
    const next = nextOf(mm, kernel, program, operation, makes);
    if (next === blocked) return [];
    return [next === "next" ? nothing : operation];
  });
  return [...new Set(begins)];
}

function nextOf(
  mm: Mm,
  release: string,
  program: readonly Operation[],
  operation: Operation,
  makes: readonly Make[],
): unknown {
  const s = plainState();
  for (const make of makes) make(s);
  const self = { id: me, mm, cpu, program };
  const choose = <T>(options: readonly T[]): T =>
    options.find((one) => Object.is(one, operation)) ?? options[0];
  try {
    const at = { s, self, kernel: plainKernel(release), local: {}, choose };
    return user_thread.steps.next(at);
  } catch (signal) {
    if (signal === blocked) return blocked;
    throw signal;
  }
}

/** Each operation, what it calls, and what with: what is true, and words. */
export function calledBy(operation: Operation): string {
  const makes = operation === "write_pinned" || operation === "put_reference" ? [holds(true)] : [];
  const { procedure, args, then } = nextOf(
    parent,
    "6.12",
    operationNames,
    operation,
    makes,
  ) as Call<string>;
  const words = Object.entries(args)
    .filter(([, value]) => value === true || typeof value === "string")
    .map(([name, value]) => (value === true ? name : value));
  const after = then === "next" ? [] : [`then ${then}`];
  return [`${operation}:`, procedure.name, ...words, ...after].join(" ");
}

export const calls: readonly string[] = [
  "load: load",
  "store: store",
  "fork: dup_mmap",
  "madvise_dontneed: madvise_dontneed",
  "munmap: munmap",
  "mprotect: mprotect",
  "clear_refs: clear_refs",
  "uffd_continue: uffd_continue",
  "uffd_writeprotect: uffd_writeprotect",
  "fsync: fsync",
  "msync: fsync msync",
  "madvise_populate_read: madvise_populate",
  "madvise_populate_write: madvise_populate write",
  "gup_write: gup_write",
  "gup_write_longterm: gup_write longterm",
  "vmsplice: take_reference FOLL_GET",
  "pin_read: take_reference FOLL_PIN | FOLL_LONGTERM",
  "pin_read_fast: internal_get_user_pages_fast FOLL_PIN",
  "pin_read_short: take_reference FOLL_PIN",
  "pin_write: take_reference write FOLL_PIN | FOLL_LONGTERM",
  "pin_write_fast: internal_get_user_pages_fast write FOLL_PIN | FOLL_LONGTERM",
  "write_pinned: use_reference write",
  "put_reference: use_reference",
  "proc_mem_write: mem_write",
];

/** Whether a fault takes the lock of its VMA alone: of a load and a store, without and with an anon_vma. */
export function vmaLocks(mapping: MappingName, kernel: string): string {
  const of = (anon_vma: boolean, write: boolean) => {
    const s = plainState();
    s.mm[parent].anon_vma = anon_vma;
    const self = { id: me, mm: parent, cpu, program: [] };
    const local = { addr: page, write, killed: false };
    const choose = <T>([first]: readonly T[]): T => first;
    const at = { s, self, kernel: plainKernel(kernel, {}, mapping), local, choose };
    const next = do_user_addr_fault.steps.mmap_read_lock(at);
    return next === "handle_with_vma_lock" ? "VMA" : "mmap";
  };
  return [of(false, false), of(false, true), of(true, false), of(true, true)].join(" ");
}

export const faultLocks: readonly (readonly [
  mapping: MappingName,
  kernel: string,
  locks: string,
])[] = [
  ["anonymous", "6.3", "mmap mmap mmap mmap"],
  ["anonymous", "6.4", "mmap mmap VMA VMA"],
  ["private-file", "6.4", "mmap mmap mmap mmap"],
  ["write-notify", "6.4", "mmap mmap mmap mmap"],
  ["anonymous", "6.12", "mmap mmap VMA VMA"],
  ["private-file", "6.12", "VMA mmap VMA VMA"],
  ["write-notify", "6.12", "VMA VMA VMA VMA"],
];
