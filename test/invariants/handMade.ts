import { invariants } from "../../invariants/index.ts";
import {
  type AnyProcedure,
  type Fact,
  indexOf,
  isBefore,
  isThroughout,
  type Moment,
} from "../../model/language/index.ts";
import {
  do_user_addr_fault,
  dup_mmap,
  flusher,
  folio_clear_dirty_for_io,
  fsync,
  gup_write,
  madvise_dontneed,
  madvise_populate,
  munmap,
  user_thread,
  write_cache_pages,
  zap_pte_range,
} from "../../model/operations/index.ts";
import {
  Actor,
  Cpu,
  cached,
  child,
  type Frame,
  type Mm,
  page,
  parent,
  Ref,
  type State,
} from "../../model/state/index.ts";
import { other, plainState } from "../model/plainState.ts";

// Each law asked of small states made by hand: a user thread (actor 0) and the flusher (actor 1), parent and child,
// and a second CPU and reference, at which nothing is. Everything is at rest, unmapped and on disk, unless a row says otherwise.

type Place = readonly [procedure: AnyProcedure, step: string];
type Make = (s: State) => void;

const [thread, writer] = [indexOf(Actor, 0), indexOf(Actor, 1)];
const cpu = indexOf(Cpu, 0);

/** The flags of a present entry: `rc`, `rd`, `wc` or `wd`; mapcount is not touched. */
const pte =
  (mm: Mm, flags: "rc" | "rd" | "wc" | "wd"): Make =>
  (s) => {
    const [write, dirty] = [flags.startsWith("w"), flags.endsWith("d")];
    s.mm[mm].pte[page] = { kind: "present", frame: cached, write, dirty, accessed: true };
  };
const translation =
  (mm: Mm, kind: "readOnly" | "writeClean" | "writeDirty"): Make =>
  (s) => {
    s.tlb[cpu][mm][page][cached][kind] = true;
  };
const folio =
  (fields: Partial<State["folio"][typeof cached]>): Make =>
  (s) => {
    Object.assign(s.folio[cached], fields);
  };
const ptl =
  (mm: Mm, by: Actor): Make =>
  (s) => {
    s.mm[mm].ptl = by;
  };
const disk =
  (fields: Partial<Pick<State["disk"], "latestStore" | "latestGupWrite">>): Make =>
  (s) => {
    Object.assign(s.disk, fields);
  };
const io =
  (fields: Partial<Pick<State["io"], "phase" | "latestStore" | "latestGupWrite">>): Make =>
  (s) => {
    Object.assign(s.io, fields);
  };

const mapped =
  (mm: Mm, isMapped: boolean): Make =>
  (s) => {
    s.mm[mm].mapped = isMapped;
  };
const linked =
  (mm: Mm, isLinked: boolean): Make =>
  (s) => {
    s.mm[mm].linked = isLinked;
  };
const reads =
  (mm: Mm, by: Actor): Make =>
  (s) => {
    s.mm[mm].mmap_lock.readers[by] = true;
  };
const writes =
  (mm: Mm, by: Actor): Make =>
  (s) => {
    s.mm[mm].mmap_lock.writer = by;
  };
const vmaReads =
  (mm: Mm, by: Actor): Make =>
  (s) => {
    s.mm[mm].vma_lock.readers[by] = true;
  };
const vmaLocked =
  (mm: Mm): Make =>
  (s) => {
    s.mm[mm].vma_lock.written = true;
  };
const reserved: Make = (s) => {
  s.buffers.reserved = true;
};
const walks: Make = (s) => {
  s.i_mmap_reader = writer;
};
/** An entry that maps the second frame, which is anonymous memory of this mm. */
const anon =
  (mm: Mm, write: boolean, fields: Partial<State["folio"][typeof other]> = {}): Make =>
  (s) => {
    s.mm[mm].pte[page] = { kind: "present", frame: other, write, dirty: true, accessed: true };
    Object.assign(s.folio[other], { kind: "anon", mapcount: 1, refcount: 1, ...fields });
  };
const isAnon: Make = (s) => {
  s.folio[other].kind = "anon";
};
const owns =
  (mm: Mm, frame: Frame): Make =>
  (s) => {
    s.holdsOwn[mm][page][frame] = true;
  };
const held =
  (fields: Partial<Extract<State["ref"][Ref], { kind: "held" }>> = {}): Make =>
  (s) => {
    const at = {
      by: thread,
      mm: parent,
      frame: other,
      write: false,
      pin: false,
      longterm: false,
      foreign: false,
      zapped: false,
    };
    s.ref[indexOf(Ref, 0)] = { kind: "held", ...at, ...fields };
  };
const storedInto =
  (frame: Frame): Make =>
  (s) => {
    s.storedPrivately[frame] = true;
  };

/** Where a thread or the flusher is, its callers first; alone it is at rest. */
interface At {
  readonly user?: readonly Place[];
  readonly flusher?: readonly Place[];
}

function moment(makes: readonly Make[], at: At = {}): Moment<State, never> {
  const s = plainState();
  for (const make of makes) make(s);
  const view = (name: string, id: Actor, stack: readonly Place[]) => {
    const [procedure, step] = stack[stack.length - 1];
    return {
      name,
      // The flusher has no program, as it is no user's thread.
      self: { id, mm: parent, cpu, program: id === thread ? ["load"] : [] },
      at: (asked: AnyProcedure, label: string) => asked === procedure && label === step,
      within: (asked: AnyProcedure) => stack.some(([one]) => one === asked),
      is: (fact: Fact) =>
        isBefore(procedure, step, fact) || stack.some(([one]) => isThroughout(one, fact)),
    };
  };
  const actors = [
    view("thread", thread, at.user ?? [[user_thread, "next"]]),
    view("flusher", writer, at.flusher ?? [[flusher, "wb_workfn"]]),
  ];
  return { s, actors } as unknown as Moment<State, never>;
}

/** A state of a law: does its antecedent hold, and does the law? */
export type Row = readonly [makes: readonly Make[], at: At, antecedent: boolean, holds: boolean];
/** A step of a law: the state before it and after it, what the antecedent says of the former, and the law. */
export type StepRow = readonly [before: Side, after: Side, antecedent: boolean, holds: boolean];
type Side = readonly [makes: readonly Make[], at?: At];

const inMkclean: At = { flusher: [[folio_clear_dirty_for_io, "folio_mark_dirty"]] };
const starting: At = { flusher: [[write_cache_pages, "folio_start_writeback"]] };
const unlocking: At = { flusher: [[write_cache_pages, "unlock_page"]] };
const returning: At = { user: [[fsync, "return"]] };
const unmapping: At = { user: [[munmap, "tlb_finish_mmu"]] };
const unmapped: At = { user: [[munmap, "mmap_read_unlock"]] };
const stored = disk({ latestStore: false });
const written = disk({ latestGupWrite: false });

export const states: Readonly<Record<string, readonly Row[]>> = {
  "writable-implies-dirty": [
    [[], {}, false, true],
    [[pte(parent, "rc")], {}, false, true],
    [[pte(parent, "wd"), pte(child, "rc")], {}, true, true],
    [[pte(parent, "wc")], {}, true, false],
    [[pte(parent, "wd"), pte(child, "wc")], {}, true, false],
    [[pte(parent, "wc"), folio({ dirty: true })], {}, true, false],
  ],
  "writable-implies-dirty-somewhere": [
    [[pte(child, "rd")], {}, false, true],
    [[pte(child, "rc")], {}, false, true],
    [[pte(child, "wc"), pte(parent, "rd")], {}, true, true],
    [[pte(child, "wc"), folio({ dirty: true })], {}, true, true],
    [[pte(child, "wc"), pte(parent, "rc")], {}, true, false],
  ],
  "write-notify": [
    [[pte(parent, "rc")], {}, false, true],
    [[pte(parent, "wd"), folio({ dirty: true })], {}, true, true],
    [[pte(parent, "wd"), folio({ locked: thread })], {}, true, true],
    [[pte(child, "wd")], {}, true, false],
    [[pte(child, "wd"), folio({ taggedDirty: true, writeback: true })], {}, true, false],
  ],
  "fs-knows-writable": [
    [[], {}, false, true],
    [[pte(parent, "rd")], {}, false, true],
    [[pte(parent, "wd"), folio({ dirty: true })], {}, true, false],
    [[pte(child, "wc"), reserved], {}, true, true],
    [[reserved], {}, false, true],
  ],
  "fs-knows-dirty": [
    [[], {}, false, true],
    [[pte(parent, "wd")], {}, false, true],
    [[folio({ dirty: true })], {}, true, false],
    [[folio({ dirty: true }), reserved], {}, true, true],
  ],
  "none-is-flushed": [
    [[pte(parent, "wd"), pte(child, "rc")], {}, false, true],
    [[], {}, true, true],
    [[translation(parent, "writeDirty")], {}, true, false],
    [[translation(parent, "writeClean"), translation(child, "readOnly")], {}, true, true],
    [[pte(parent, "wd"), translation(parent, "writeDirty")], {}, true, true],
    [[pte(parent, "wd"), translation(child, "writeDirty")], {}, true, false],
    [[translation(parent, "writeDirty"), ptl(parent, thread)], {}, true, true],
    [[translation(parent, "writeDirty"), ptl(child, thread)], {}, true, false],
    [[mapped(parent, false), mapped(child, false)], {}, false, true],
  ],
  "no-lost-store": [
    [[], {}, false, true],
    [[stored], {}, true, false],
    [[written], {}, true, false],
    [[stored, folio({ dirty: true })], {}, true, true],
    [[stored, pte(child, "rd")], {}, true, true],
    [[stored, pte(child, "wc")], {}, true, false],
    [[stored, io({ phase: "submitted" })], {}, true, true],
    [[stored, io({ phase: "read" })], {}, true, false],
    [[stored, io({ phase: "read", latestStore: true })], {}, true, true],
    [[written, io({ phase: "read", latestStore: true })], {}, true, false],
    [[written, io({ phase: "read", latestGupWrite: true })], {}, true, true],
    [[stored], { user: [[zap_pte_range, "set_page_dirty"]] }, true, true],
    [[stored], { user: [[zap_pte_range, "page_remove_rmap"]] }, true, false],
    [[stored], inMkclean, true, true],
    [[stored], starting, true, true],
    [[stored], unlocking, true, false],
    [[written], { user: [[gup_write, "test_page_dirty"]] }, true, true],
    [[written], { user: [[gup_write, "lock_page"]] }, true, true],
    [[written], { user: [[gup_write, "set_page_dirty"]] }, true, true],
    [[written], { user: [[gup_write, "unlock_page"]] }, true, false],
    [[stored], { user: [[gup_write, "set_page_dirty"]] }, true, false],
  ],
  "fsync-durable": [
    [[], {}, false, true],
    [[], { user: [[fsync, "filemap_fdatawait"]] }, false, true],
    [[], returning, true, false],
    [[(s) => (s.disk.coversSync[thread] = true)], returning, true, true],
    [[(s) => (s.disk.coversSync[writer] = true)], returning, true, false],
    [[(s) => (s.io.coversSync[thread] = true)], returning, true, false],
  ],
  "mkclean-complete": [
    [[pte(parent, "wd"), translation(parent, "writeDirty")], {}, false, true],
    [[pte(parent, "rc"), translation(parent, "writeClean")], inMkclean, true, true],
    [[pte(child, "rd")], inMkclean, true, false],
    [[pte(child, "wc")], inMkclean, true, false],
    [[translation(child, "writeDirty")], inMkclean, true, false],
    [[pte(child, "wc")], starting, true, false],
    [[pte(child, "wc")], unlocking, true, false],
    [
      [pte(child, "wc")],
      { flusher: [[folio_clear_dirty_for_io, "folio_test_clear_dirty"]] },
      true,
      false,
    ],
    [[pte(child, "wc")], { flusher: [[folio_clear_dirty_for_io, "folio_mkclean"]] }, false, true],
    [[pte(child, "wc")], { flusher: [[write_cache_pages, "lock_page"]] }, false, true],
  ],
  "unmapped-has-no-writable-tlb": [
    [[folio({ mapcount: 1 }), translation(parent, "writeDirty")], {}, false, true],
    [[translation(parent, "writeClean"), translation(child, "readOnly")], {}, true, true],
    [[translation(child, "writeDirty")], {}, true, false],
  ],
  "mapcount-is-present-ptes": [
    [[], {}, false, true],
    [[pte(parent, "rc")], {}, false, false],
    [[pte(parent, "rc"), folio({ mapcount: 1 })], {}, true, true],
    [[pte(parent, "rc"), pte(child, "wd"), folio({ mapcount: 2 })], {}, true, true],
    [[pte(parent, "rc"), pte(child, "wd"), folio({ mapcount: 1 })], {}, true, false],
    [[folio({ mapcount: 1 })], {}, true, false],
    [[folio({ mapcount: 1 }), ptl(child, thread)], {}, true, true],
    [[folio({ mapcount: 2 }), ptl(child, thread)], {}, true, false],
    [[folio({ mapcount: 2 }), ptl(child, thread), ptl(parent, writer)], {}, true, true],
    [[pte(parent, "rc"), ptl(parent, thread)], {}, false, false],
    [[folio({ kind: "zero" }), pte(parent, "rc"), anon(child, true)], {}, true, true],
  ],
  "rmap-finds-ptes": [
    [[linked(child, false)], {}, false, true],
    [[pte(child, "rc")], {}, true, true],
    [[pte(child, "rc"), linked(child, false)], {}, true, false],
    [[pte(child, "rc"), linked(parent, false)], {}, true, true],
    [[pte(parent, "wd"), pte(child, "rc"), linked(child, false)], {}, true, false],
  ],
  "munmap-leaves-nothing": [
    [[pte(parent, "rc")], unmapping, false, true],
    [[], unmapped, true, false],
    [[mapped(parent, false)], unmapped, true, false],
    [[linked(parent, false)], unmapped, true, false],
    [[mapped(parent, false), linked(parent, false)], unmapped, true, true],
    [[mapped(parent, false), linked(parent, false), pte(parent, "rc")], unmapped, true, false],
    [[mapped(parent, false), linked(parent, false), pte(child, "rc")], unmapped, true, true],
  ],
  "mmap-lock-excludes": [
    [[reads(parent, thread)], {}, false, true],
    [[writes(parent, thread)], {}, true, true],
    [[writes(parent, thread), reads(child, writer)], {}, true, true],
    [[writes(parent, thread), reads(parent, writer)], {}, true, false],
    [[writes(child, thread), reads(child, thread)], {}, true, false],
  ],
  "vma-lock-excludes": [
    [[vmaReads(parent, thread), writes(parent, writer)], {}, false, true],
    [[vmaLocked(parent), writes(parent, writer)], {}, true, true],
    [[vmaLocked(parent), writes(parent, writer), vmaReads(child, thread)], {}, true, true],
    [[vmaLocked(parent), writes(parent, writer), vmaReads(parent, thread)], {}, true, false],
    [[vmaLocked(child), writes(parent, writer)], {}, true, false],
  ],
  "private-memory-is-own": [
    [[], { user: [[munmap, "detach_vma"]], flusher: [[flusher, "other"]] }, false, true],
    [[], {}, true, true],
    [[anon(parent, true)], {}, true, false],
    [[anon(parent, true), owns(parent, other)], {}, true, true],
    [[anon(parent, true), owns(child, other)], {}, true, false],
    [[anon(child, true)], {}, true, true],
    [[translation(parent, "readOnly")], {}, true, false],
    [[translation(parent, "readOnly"), owns(parent, cached)], {}, true, true],
    [[translation(child, "readOnly")], {}, true, true],
    [[anon(parent, true), (s) => (s.mm[parent].mapped = false)], {}, false, true],
    [[], { user: [[munmap, "detach_vma"]] }, false, true],
  ],
  "gup-reference-is-isolated": [
    [[], {}, false, true],
    [[held()], {}, true, true],
    [[held({ foreign: true })], {}, true, false],
  ],
  "pinned-page-stays": [
    [[], {}, false, true],
    [[held()], {}, false, true],
    [[held(), pte(parent, "rc")], {}, false, true],
    [[held({ pin: true })], {}, false, true],
    [[held({ pin: true }), isAnon], {}, true, true],
    [[held({ pin: true }), anon(parent, true)], {}, true, true],
    [[held({ pin: true }), isAnon, pte(parent, "rc")], {}, true, false],
    [[held({ pin: true }), isAnon, pte(child, "rc")], {}, true, true],
    [[held({ pin: true, zapped: true }), isAnon, pte(parent, "rc")], {}, true, true],
    [[held({ pin: true, frame: cached }), anon(parent, true)], {}, false, true],
    [[held({ pin: true, frame: cached, longterm: true }), anon(parent, true)], {}, true, false],
    [[held(), isAnon, pte(parent, "rc")], {}, false, true],
  ],
  "private-stores-stay-private": [
    [[], {}, false, true],
    [[anon(parent, true), storedInto(other)], {}, true, true],
    [[storedInto(other)], {}, true, true],
    [[storedInto(cached)], {}, true, false],
    [[folio({ kind: "zero" }), storedInto(cached)], {}, true, false],
  ],
  "anon-writable-is-exclusive": [
    [[anon(parent, true)], {}, false, false],
    [[anon(parent, true, { exclusive: true })], {}, true, true],
    [[folio({ exclusive: true }), anon(child, true)], {}, true, false],
    [[folio({ exclusive: true }), anon(child, true), ptl(child, thread)], {}, true, true],
    [[folio({ exclusive: true }), anon(child, true), ptl(parent, thread)], {}, true, false],
    [[folio({ exclusive: true }), anon(child, false)], {}, true, true],
    [[folio({ exclusive: true }), pte(child, "wd")], {}, true, true],
    [[isAnon, folio({ exclusive: true }), pte(child, "wd")], {}, true, true],
    [[anon(parent, false, { exclusive: true }), pte(child, "wd")], {}, true, true],
  ],
  "exclusive-is-unshared": [
    [[anon(parent, false, { mapcount: 2 })], {}, false, true],
    [[anon(parent, false, { exclusive: true })], {}, true, true],
    [[anon(parent, false, { exclusive: true, mapcount: 0 })], {}, true, true],
    [[anon(parent, false, { exclusive: true, mapcount: 2 })], {}, true, false],
    [[folio({ exclusive: true })], {}, true, false],
  ],
  "refcount-covers-users": [
    [[], {}, false, true],
    [[held({ frame: cached })], {}, false, true],
    [[anon(parent, true)], {}, true, true],
    [[anon(parent, true, { refcount: 0 })], {}, true, false],
    [[anon(parent, true), held()], {}, true, false],
    [[anon(parent, true, { refcount: 2 }), held()], {}, true, true],
    [[anon(parent, true), held({ frame: cached })], {}, true, true],
    [[anon(parent, true, { refcount: 3 })], {}, true, true],
  ],
  "refcount-balances": [
    [[], {}, false, true],
    [[anon(parent, true)], {}, true, true],
    [[anon(parent, true, { refcount: 2 })], {}, true, false],
    [[anon(parent, true, { refcount: 2 }), held()], {}, true, true],
    [[anon(parent, true, { refcount: 0, mapcount: 0 })], {}, true, false],
    [[anon(parent, true, { refcount: 2 })], { user: [[munmap, "unmap_vmas"]] }, false, true],
    [[anon(parent, true, { kind: "free", mapcount: 0 })], {}, false, false],
    [[anon(parent, true, { kind: "free", mapcount: 0, refcount: 0 })], {}, false, true],
    [[anon(parent, true, { refcount: 2 })], { flusher: [[flusher, "other"]] }, true, false],
  ],
  "pins-are-counted": [
    [[], {}, false, true],
    [[anon(parent, true), held()], {}, false, true],
    [[anon(parent, true), held({ pin: true })], {}, true, false],
    [[anon(parent, true, { pincount: 1 }), held({ pin: true })], {}, true, true],
    [[anon(parent, true, { pincount: 2 }), held({ pin: true })], {}, true, false],
    [[anon(parent, true, { pincount: 1 }), held()], {}, false, false],
    [[held({ pin: true, frame: cached })], {}, true, true],
    [
      [anon(parent, true, { pincount: 1 }), held({ pin: true }), folio({ kind: "anon" })],
      {},
      true,
      true,
    ],
  ],
  "shared-frames-stay-clean": [
    [[], {}, false, true],
    [[pte(parent, "rc")], {}, true, true],
    [[pte(parent, "rd")], {}, true, false],
    [[pte(child, "wc")], {}, true, false],
    [[anon(parent, true)], {}, false, true],
  ],
  "shared-mapping-has-no-copy": [
    [[], {}, false, true],
    [[pte(parent, "rc")], {}, true, true],
    [[pte(parent, "rc"), anon(child, false)], {}, true, false],
    [[anon(parent, true)], {}, true, false],
  ],
  "reads-make-no-copy": [
    [[], {}, false, true],
    [[pte(parent, "rc")], {}, true, true],
    [[pte(parent, "rc"), isAnon], {}, true, false],
    [[anon(child, false)], {}, true, false],
  ],
  "writable-needs-vm-write": [
    [[], {}, false, true],
    [[pte(parent, "rd")], {}, true, true],
    [[pte(child, "wc")], {}, true, false],
    [[anon(parent, true)], {}, true, false],
    [[anon(parent, false)], {}, true, true],
  ],
  "writeback-is-io": [
    [[], {}, false, true],
    [[folio({ writeback: true })], {}, false, false],
    [[io({ phase: "submitted" })], {}, true, false],
    [[io({ phase: "read" }), folio({ writeback: true })], {}, true, true],
  ],
  "stale-translation-awaits-flush": [
    [[], {}, false, true],
    [[pte(parent, "rc"), translation(parent, "readOnly")], {}, true, true],
    [[pte(parent, "rc"), translation(parent, "writeClean")], {}, true, false],
    [[pte(parent, "rd"), translation(parent, "writeDirty")], {}, true, false],
    [[pte(parent, "wc"), translation(parent, "writeClean")], {}, true, true],
    [[pte(parent, "wc"), translation(parent, "writeDirty")], {}, true, false],
    [[pte(parent, "wd"), translation(parent, "writeDirty")], {}, true, true],
    [[translation(child, "readOnly")], {}, true, false],
    [[translation(child, "writeDirty"), ptl(child, thread)], {}, true, true],
    [[translation(child, "writeDirty"), ptl(parent, thread)], {}, true, false],
    [[translation(parent, "writeClean"), writes(parent, thread)], {}, true, true],
    [[translation(parent, "writeClean"), reads(parent, thread)], {}, true, false],
    [
      [translation(parent, "readOnly"), (s) => (s.mm[parent].tlb_flush_pending = 1)],
      {},
      true,
      true,
    ],
    [
      [translation(parent, "readOnly"), (s) => (s.mm[parent].wrprotect_pending = 1)],
      {},
      true,
      true,
    ],
    [[anon(parent, false), translation(parent, "readOnly")], {}, true, false],
  ],
  "dirty-pte-is-recorded": [
    [[], {}, false, true],
    [[pte(parent, "rc")], {}, false, true],
    [[pte(parent, "wd")], {}, true, false],
    [[pte(child, "rd")], {}, true, false],
    [[pte(parent, "wd"), folio({ dirty: true })], {}, true, true],
    [[pte(parent, "wd"), folio({ locked: writer })], {}, true, true],
  ],
  "free-frame-is-unreachable": [
    [[(s) => (s.folio[other].kind = "anon")], {}, false, true],
    [[], {}, true, true],
    [[pte(parent, "rc"), translation(parent, "readOnly")], {}, true, true],
    [[anon(child, true, { kind: "free" })], {}, true, false],
    [[held()], {}, true, false],
    [[held({ frame: cached })], {}, true, true],
    [[(s) => (s.tlb[cpu][child][page][other].readOnly = true)], {}, true, false],
  ],
  "tag-follows-dirty": [
    [[], {}, false, true],
    [[folio({ dirty: true, taggedDirty: true })], {}, true, true],
    [[folio({ dirty: true })], {}, true, false],
    [[folio({ dirty: true, locked: writer })], {}, true, false],
    [[folio({ taggedDirty: true })], {}, true, false],
    [[folio({ taggedDirty: true, locked: writer })], {}, true, true],
  ],
  "locks-balanced": [
    [[], {}, true, true],
    [[], { user: [[munmap, "detach_vma"]], flusher: [[flusher, "other"]] }, false, true],
    [[folio({ locked: thread })], {}, true, false],
    [[folio({ locked: writer })], {}, true, false],
    [[folio({ locked: thread })], { user: [[gup_write, "set_page_dirty"]] }, true, true],
    [[ptl(child, thread)], {}, true, false],
    [[(s) => (s.i_mmap_reader = writer)], {}, true, false],
    [[(s) => (s.mm[parent].mmap_lock.writer = thread)], {}, true, false],
    [[(s) => (s.mm[child].mmap_lock.readers[thread] = true)], {}, true, false],
    [[vmaReads(child, thread)], {}, true, false],
    [
      [(s) => (s.mm[parent].mmap_lock.readers[thread] = true)],
      { user: [[do_user_addr_fault, "mmap_read_unlock"]] },
      true,
      true,
    ],
  ],
};

const finishing: At = { user: [[madvise_dontneed, "tlb_finish_mmu"]] };
const finished: At = { user: [[madvise_dontneed, "mmap_read_unlock"]] };
const populated: At = { user: [[madvise_populate, "populated_write"]] };
const forking: At = { user: [[dup_mmap, "copy_present_pte"]] };
const stale = translation(parent, "readOnly");

export const steps: Readonly<Record<string, readonly StepRow[]>> = {
  "fork-keeps-dirty": [
    [[[]], [[]], false, true],
    [[[], forking], [[], forking], false, true],
    [[[pte(parent, "wd")]], [[], forking], false, false],
    [[[pte(parent, "wd")], forking], [[pte(parent, "wd")], forking], true, true],
    [[[pte(parent, "wd")], forking], [[pte(child, "rd")], forking], true, true],
    [[[pte(parent, "wd")], forking], [[folio({ dirty: true })], forking], true, true],
    [[[pte(parent, "wd")], forking], [[pte(parent, "wc")], forking], true, false],
    [[[folio({ dirty: true })], forking], [[], forking], true, false],
  ],
  "zap-leaves-no-translation": [
    [[[stale]], [[stale]], false, true],
    [[[stale], finishing], [[], finished], false, true],
    [[[stale], finishing], [[stale], finished], false, false],
    [[[stale], unmapping], [[stale], unmapped], false, false],
    [[[stale], { user: [[munmap, "unlink_file_vma"]] }], [[stale], unmapped], false, false],
    [[[], finishing], [[translation(parent, "writeDirty")], finished], false, false],
    [[[], finishing], [[translation(parent, "writeClean")], finished], false, false],
    [[[], finishing], [[translation(child, "writeDirty")], finished], false, true],
    [[[stale], finishing], [[stale], finishing], false, true],
    [[[stale], finished], [[stale], finished], true, true],
    [[[stale], unmapped], [[stale], unmapped], true, true],
    [[[stale], finishing], [[stale, pte(parent, "rc")], finished], false, true],
    [[[stale], finishing], [[stale, ptl(parent, writer)], finished], false, true],
    [[[stale], finishing], [[stale, ptl(child, writer)], finished], false, false],
  ],
  "ptl-excludes": [
    [[[]], [[pte(parent, "rc")]], false, true],
    [[[ptl(parent, thread)]], [[pte(parent, "rc"), ptl(parent, thread)]], true, false],
    [[[ptl(child, thread)]], [[pte(parent, "rc"), ptl(child, thread)]], true, true],
    [[[ptl(parent, thread)]], [[pte(parent, "rc")]], true, true],
    [[[ptl(parent, thread)]], [[pte(parent, "rc"), ptl(parent, writer)]], true, true],
    [[[]], [[pte(parent, "rc"), ptl(parent, writer)]], false, true],
    [
      [[pte(child, "rc"), ptl(child, thread)]],
      [[pte(child, "wc"), ptl(child, thread)]],
      true,
      false,
    ],
    [
      [[pte(child, "wc"), ptl(child, thread)]],
      [[pte(child, "wd"), ptl(child, thread)]],
      true,
      true,
    ],
  ],
  "i-mmap-excludes": [
    [[[]], [[linked(child, false)]], false, true],
    [[[walks]], [[walks]], true, true],
    [[[walks]], [[linked(child, false), walks]], true, false],
    [[[walks, linked(child, false)]], [[walks]], true, false],
  ],
  "populate-write-dirties": [
    [[[]], [[]], false, true],
    [[[]], [[], populated], false, false],
    [[[]], [[pte(parent, "wd")], populated], false, true],
    [[[]], [[pte(parent, "wc"), folio({ dirty: true })], populated], false, true],
    [[[]], [[pte(parent, "wc")], populated], false, false],
    [[[], populated], [[], populated], true, true],
  ],
};

/** What a law should say of the states made for it, and what it does: antecedent and law of each row. */
export function saidOf(id: string): { readonly wanted: unknown; readonly said: unknown } {
  const found = invariants.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no law ${id}`);
  const rows = found.over === "states" ? states[id] : steps[id];
  const wanted = rows.map(([, , antecedent, holds]) => [antecedent, holds]);
  if (found.over === "states") {
    const made = states[id].map(([makes, at]) => moment(makes, at));
    return { wanted, said: made.map((one) => [found.antecedent(one), found.holds(one)]) };
  }
  const made = steps[id].map(([before, after]) => [moment(...before), moment(...after)] as const);
  return {
    wanted,
    said: made.map(([from, to]) => [found.antecedent(from), found.holds(from, to)]),
  };
}

/** What a law says is against it in a state made by hand. */
function wrongIn(id: string, makes: readonly Make[], at?: At): string | undefined {
  return invariants.find((one) => one.id === id)?.wrong?.(moment(makes, at));
}

/** Who and what a law names, and who is there besides and has nothing to do with it. */
export const wrongs: readonly (readonly [said: string | undefined, wanted: string])[] = [
  [
    wrongIn("locks-balanced", [folio({ locked: writer })]),
    "at rest, and with a lock held: flusher",
  ],
  [
    wrongIn("munmap-leaves-nothing", [mapped(parent, false), pte(parent, "rc")], unmapped),
    "the munmap() of thread is over; its place in i_mmap and the PTE of P is left",
  ],
  [wrongIn("ptl-excludes", [ptl(child, writer)]), "flusher holds the page-table lock of C"],
];
