import { indexOf } from "../../model/language/index.ts";
import type { MappingName } from "../../model/mappings/index.ts";
import {
  disk,
  do_no_page,
  do_page_mkwrite,
  do_read_fault,
  do_shared_fault,
  do_user_addr_fault,
  dup_mmap,
  folio_mkclean,
  fsync,
  madvise_dontneed,
  munmap,
  uffd_continue,
  wp_page_shared,
  write_cache_pages,
  zap_pte_range,
} from "../../model/operations/index.ts";
import { Actor, cached, child, page, parent, type State } from "../../model/state/index.ts";
import { type Asked, asked, type Make } from "./singleSteps.ts";

// Single steps of shared files.

const [me, somebody] = [indexOf(Actor, 0), indexOf(Actor, 1)];

type On = readonly [mapping: MappingName, kernel: string];
const file: On = ["write-notify", "6.12"];
const old: On = ["write-notify", "2.6.18"];

function entry(flags: "rc" | "rd" | "wc" | "wd") {
  const [write, dirty] = [flags.startsWith("w"), flags.endsWith("d")];
  return { kind: "present", frame: cached, write, dirty, accessed: true } as const;
}

const pte =
  (flags: "rc" | "rd" | "wc" | "wd"): Make =>
  (s) => {
    s.mm[parent].pte[page] = { ...entry(flags) };
    s.folio[cached].mapcount = 1;
  };
const folio =
  (fields: Partial<State["folio"][typeof cached]>): Make =>
  (s) => {
    Object.assign(s.folio[cached], fields);
  };
const io =
  (fields: Partial<State["io"]>): Make =>
  (s) => {
    Object.assign(s.io, fields);
  };
const buffers =
  (fields: Partial<State["buffers"]>): Make =>
  (s) => {
    Object.assign(s.buffers, fields);
  };
const locked = folio({ locked: me });
const lockedByOther = folio({ locked: somebody });
const ptl: Make = (s) => {
  s.mm[parent].ptl = me;
};
const readLocked: Make = (s) => {
  s.mm[parent].mmap_lock.readers[me] = true;
};
const writeLocked: Make = (s) => {
  s.mm[parent].mmap_lock.writer = me;
};
const unmapped: Make = (s) => {
  s.mm[parent].mapped = false;
};
const cachedWritable: Make = (s) => {
  s.tlb[0 as never][parent][page][cached].writeDirty = true;
};
const syncing: Make = (s) => {
  s.syncing[me] = true;
};
const zaps =
  (tlb_flush_pending: number, wrprotect_pending = 0): Make =>
  (s) => {
    Object.assign(s.mm[parent], { tlb_flush_pending, wrprotect_pending });
  };

const here = { addr: page };
const zapping = { addr: page, force_flush: false, cleared_ptes: false, page: null };
const walking = { visited: 0, mm: parent, accessed: false, cleaned: false };
const same = { addr: page, orig_pte: entry("rc") };
const dirty = folio({ dirty: true, taggedDirty: true });

function writes(
  what: string,
  step: string,
  makes: readonly Make[],
  local: object,
  on = file,
): Asked {
  return asked(what, [write_cache_pages, step], on, makes, { sync: false, dirty: false, ...local });
}

function cleans(what: string, step: string, makes: readonly Make[], local = {}, on = file): Asked {
  return asked(what, [folio_mkclean, step], on, makes, { ...walking, ...local });
}

const writeback: readonly Asked[] = [
  writes("writeback, tagged", "lookup_tag", [dirty], {}),
  writes("writeback, not tagged", "lookup_tag", [folio({ dirty: true })], {}),
  writes("writeback of a dirty page", "lock_page", [dirty], {}),
  writes("writeback of a locked page", "lock_page", [dirty, lockedByOther], {}),
  writes(
    "writeback of a page that is clean by now",
    "lock_page",
    [folio({ taggedDirty: true })],
    {},
  ),
  writes(
    "writeback of a page under writeback",
    "lock_page",
    [dirty, folio({ writeback: true })],
    {},
  ),
  writes("fsync of a page under writeback", "lock_page", [dirty, folio({ writeback: true })], {
    sync: true,
  }),
  writes("it waits", "wait_on_page_writeback", [folio({ writeback: true })], {}),
  writes("it was not dirty", "folio_start_writeback", [], {}),
  writes("it was dirty", "folio_start_writeback", [folio({ taggedDirty: true })], { dirty: true }),
  writes("it is dirty again", "folio_start_writeback", [dirty], { dirty: true }),
  writes("no blocks are asked for", "folio_start_writeback", [buffers({ reserved: true })], {
    dirty: true,
  }),
  writes(
    "reserved blocks",
    "folio_start_writeback",
    [buffers({ reserved: true })],
    { dirty: true },
    ["write-notify-delalloc", "6.12"],
  ),
  writes("dirty buffers", "folio_start_writeback", [buffers({ dirty: true })], { dirty: true }, [
    "hookless-journal",
    "3.2",
  ]),
  writes("buffers that the journal has written", "folio_start_writeback", [], { dirty: true }, [
    "hookless-journal",
    "3.2",
  ]),
  writes("buffers under I/O", "folio_start_writeback", [io({ phase: "read" })], { dirty: true }, [
    "hookless-journal",
    "3.2",
  ]),
  asked("the device reads", [disk, "read_folio"], file, [io({ phase: "submitted" }), syncing]),
  asked("the device has nothing to read", [disk, "read_folio"], file, [io({ phase: "read" })]),
  asked("the device ends", [disk, "folio_end_writeback"], file, [
    io({ phase: "read", latestStore: true, coversSync: { 0: true, 1: false } as never }),
    folio({ writeback: true }),
    (s) => (s.disk.latestGupWrite = true),
  ]),
];

const cleaning: readonly Asked[] = [
  cleans("nothing is mapped", "folio_mapped", [], { visited: 2, cleaned: true }),
  cleans("something is mapped", "folio_mapped", [pte("wd")], { visited: 2, cleaned: true }),
  cleans("the walk begins", "rmap_walk_file", []),
  cleans("the walk goes on", "rmap_walk_file", [], { visited: 1 }),
  cleans("the walk is over", "rmap_walk_file", [], { visited: 2 }),
  cleans("the child is not linked", "rmap_walk_file", [(s) => (s.mm[child].linked = false)], {
    visited: 1,
  }),
  ...(["rc", "rd", "wc", "wd"] as const).map((flags) =>
    cleans(`of ${flags}`, "ptep_clear_flush", [pte(flags)]),
  ),
  cleans("of an old one", "ptep_clear_flush", [
    pte("wd"),
    (s) => Object.assign(s.mm[parent].pte[page], { accessed: false }),
  ]),
  cleans("of none", "ptep_clear_flush", []),
  cleans("of none that somebody is at", "ptep_clear_flush", [(s) => (s.mm[parent].ptl = somebody)]),
  cleans(
    "of none that somebody is at",
    "ptep_clear_flush",
    [(s) => (s.mm[parent].ptl = somebody)],
    {},
    ["write-notify", "2.6.20"],
  ),
  cleans("of wd", "ptep_clear_flush", [pte("wd")], {}, ["write-notify", "2.6.19"]),
  cleans("the entry again", "set_pte_at", [ptl], { accessed: true }),
  cleans("the entry again, and the flush", "ptep_establish", [ptl, cachedWritable], {
    accessed: true,
  }),
];

const syncs: readonly Asked[] = [
  asked("fsync begins", [fsync, "begin"], file, [], { msync: false }),
  asked(
    "fsync begins, the disk lacks a store",
    [fsync, "begin"],
    file,
    [(s) => (s.disk.latestStore = false)],
    { msync: false },
  ),
  asked(
    "fsync begins, I/O has the last store",
    [fsync, "begin"],
    file,
    [io({ phase: "read", latestStore: true })],
    { msync: false },
  ),
  asked("fsync begins, I/O has an older one", [fsync, "begin"], file, [io({ phase: "read" })], {
    msync: false,
  }),
  asked(
    "fsync begins, I/O has nothing yet",
    [fsync, "begin"],
    file,
    [io({ phase: "submitted", latestStore: true })],
    { msync: false },
  ),
  asked("fsync of shmem", [fsync, "begin"], ["shmem", "6.12"], [], { msync: false }),
  asked("msync begins", [fsync, "begin"], file, [], { msync: true }),
  asked("msync begins", [fsync, "begin"], old, [], { msync: true }),
  asked("fsync begins", [fsync, "begin"], old, [], { msync: false }),
  asked("msync of a dirty entry", [fsync, "msync_pte_range"], old, [pte("wd")], { msync: true }),
  asked("msync of a clean one", [fsync, "msync_pte_range"], old, [pte("wc")], { msync: true }),
  asked("msync cleans", [fsync, "ptep_clear_flush_dirty"], old, [pte("wd"), ptl, cachedWritable], {
    msync: true,
  }),
  asked("fsync waits", [fsync, "filemap_fdatawait"], file, [folio({ writeback: true })], {
    msync: false,
  }),
  asked(
    "fsync returns",
    [fsync, "return"],
    file,
    [syncing, (s) => (s.disk.coversSync[me] = true), (s) => (s.io.coversSync[me] = true)],
    { msync: false },
  ),
];

const faults: readonly Asked[] = [
  asked("a read fault", [do_read_fault, "do_fault_around"], file, [], here),
  asked(
    "a read fault, the page is locked",
    [do_read_fault, "do_fault_around"],
    file,
    [lockedByOther],
    here,
  ),
  asked(
    "a read fault, the entry is there",
    [do_read_fault, "do_fault_around"],
    file,
    [pte("rc")],
    here,
  ),
  asked(
    "a read fault, the entry is there and the page locked",
    [do_read_fault, "do_fault_around"],
    file,
    [pte("rc"), lockedByOther],
    here,
  ),
  asked(
    "a read fault before fault-around",
    [do_read_fault, "do_fault_around"],
    ["write-notify", "3.2"],
    [],
    here,
  ),
  asked(
    "a read fault of shmem, dirty",
    [do_read_fault, "finish_fault"],
    ["shmem", "6.18"],
    [dirty, locked],
    here,
  ),
  asked(
    "a read fault of shmem, clean",
    [do_read_fault, "finish_fault"],
    ["shmem", "6.18"],
    [locked],
    here,
  ),
  asked(
    "a read fault of shmem, dirty",
    [do_read_fault, "finish_fault"],
    ["shmem", "6.12"],
    [dirty, locked],
    here,
  ),
  asked(
    "a read fault of a file, dirty",
    [do_read_fault, "finish_fault"],
    ["write-notify", "6.18"],
    [dirty, locked],
    here,
  ),
  asked("a read fault, too late", [do_read_fault, "finish_fault"], file, [pte("wd"), locked], here),
  asked("a write fault maps", [do_shared_fault, "finish_fault"], file, [locked], here),
  asked(
    "a write fault, too late",
    [do_shared_fault, "finish_fault"],
    file,
    [pte("rc"), locked],
    here,
  ),
  ...(["write-notify", "write-notify-late", "shmem"] as const).map((mapping) =>
    asked("a write fault", [do_shared_fault, "__do_fault"], [mapping, "6.12"], [], here),
  ),
  ...(["write-notify", "write-notify-late"] as const).flatMap((mapping) =>
    ["6.12", "2.6.29"].map((kernel) =>
      asked("page_mkwrite locks", [do_page_mkwrite, "lock_page"], [mapping, kernel], []),
    ),
  ),
  asked("page_mkwrite dirties", [do_page_mkwrite, "set_page_dirty"], file, [locked]),
  asked(
    "page_mkwrite reserves",
    [do_page_mkwrite, "set_page_dirty"],
    ["write-notify-delalloc", "6.12"],
    [locked],
  ),
  asked(
    "page_mkwrite dirties",
    [do_page_mkwrite, "set_page_dirty"],
    ["write-notify", "2.6.29"],
    [locked],
  ),
  ...(["write-notify", "hookless"] as const).flatMap((mapping) =>
    ["2.6.18", "2.6.20", "2.6.23", "2.6.29", "3.2", "6.12"].map((kernel) =>
      asked(
        "a store to a read-only page",
        [wp_page_shared, "do_wp_page"],
        [mapping, kernel],
        [pte("rc")],
        same,
      ),
    ),
  ),
  asked(
    "a store, the entry is another one",
    [wp_page_shared, "do_wp_page"],
    file,
    [pte("wd")],
    same,
  ),
  ...["2.6.20", "2.6.29", "6.12"].flatMap((kernel) => [
    asked(
      "page_mkwrite is over",
      [wp_page_shared, "finish_mkwrite_fault"],
      ["write-notify", kernel],
      [pte("rc"), locked],
      same,
    ),
    asked(
      "page_mkwrite is over, too late",
      [wp_page_shared, "finish_mkwrite_fault"],
      ["write-notify", kernel],
      [pte("rd"), locked],
      same,
    ),
  ]),
  asked(
    "waits for the page",
    [wp_page_shared, "wait_on_page_locked"],
    ["hookless", "2.6.29"],
    [lockedByOther],
    same,
  ),
  asked(
    "need not wait for the page",
    [wp_page_shared, "wait_on_page_locked"],
    ["hookless", "2.6.29"],
    [],
    same,
  ),
  ...["2.6.18", "2.6.20"].flatMap((kernel) =>
    [true, false].flatMap((write) =>
      [[], [pte("rc")]].map((makes) =>
        asked(
          `a fault ${write ? "for writing" : "for reading"}, ${makes.length === 0 ? "none" : "too late"}`,
          [do_no_page, "set_pte_at"],
          ["write-notify", kernel],
          makes,
          { addr: page, write },
        ),
      ),
    ),
  ),
  asked("a fault without a VMA", [do_user_addr_fault, "mmap_read_lock"], file, [unmapped], {
    addr: page,
    write: true,
    killed: false,
  }),
  asked(
    "a store where one may not",
    [do_user_addr_fault, "mmap_read_lock"],
    ["private-file-ro", "6.12"],
    [],
    { addr: page, write: true, killed: false },
  ),
  asked(
    "a load where one may not store",
    [do_user_addr_fault, "mmap_read_lock"],
    ["private-file-ro", "6.1"],
    [],
    { addr: page, write: false, killed: true },
  ),
  asked(
    "UFFDIO_CONTINUE",
    [uffd_continue, "mfill_atomic_install_pte"],
    ["shmem-uffd-wp", "6.12"],
    [locked],
  ),
  asked(
    "UFFDIO_CONTINUE, too late",
    [uffd_continue, "mfill_atomic_install_pte"],
    ["shmem-uffd-wp", "6.12"],
    [locked, pte("rc")],
  ),
  ...["5.14", "6.12"].map((kernel) =>
    asked(
      "UFFDIO_CONTINUE of a private file",
      [uffd_continue, "mfill_atomic_install_pte"],
      ["private-file-ro", kernel],
      [locked],
    ),
  ),
  asked(
    "fork copies an entry",
    [dup_mmap, "copy_present_pte"],
    ["shmem-uffd-wp", "6.12"],
    [pte("wd")],
    { page: cached },
  ),
  asked("fork copies nothing", [dup_mmap, "copy_present_pte"], ["shmem-uffd-wp", "6.12"], [], {
    page: cached,
  }),
];

const zapsOfFiles: readonly Asked[] = [
  ...(["rd", "wc"] as const).map((flags) =>
    asked(`zap of ${flags}`, [zap_pte_range, "ptep_get_and_clear"], file, [pte(flags)], zapping),
  ),
  ...["2.6.30", "5.12", "6.12"].flatMap((kernel) => [
    asked(
      "zap marks the page dirty",
      [zap_pte_range, "set_page_dirty"],
      ["write-notify", kernel],
      [ptl],
      { ...zapping, force_flush: true },
    ),
    asked(
      "zap drops the rmap, was dirty",
      [zap_pte_range, "page_remove_rmap"],
      ["write-notify", kernel],
      [ptl, folio({ mapcount: 1 })],
      { ...zapping, force_flush: true },
    ),
    asked(
      "zap drops the rmap, was clean",
      [zap_pte_range, "page_remove_rmap"],
      ["write-notify", kernel],
      [ptl, folio({ mapcount: 1 })],
      zapping,
    ),
    asked(
      "zap flushes",
      [zap_pte_range, "tlb_flush_mmu_tlbonly"],
      ["write-notify", kernel],
      [ptl, cachedWritable],
      { ...zapping, cleared_ptes: true },
    ),
  ]),
  ...["4.12", "6.12"].flatMap((kernel) => [
    asked(
      "the zap is over, cleared",
      [madvise_dontneed, "tlb_finish_mmu"],
      ["write-notify", kernel],
      [zaps(1), cachedWritable],
      { cleared_ptes: true, page: null },
    ),
    asked(
      "the zap is over, nothing cleared",
      [madvise_dontneed, "tlb_finish_mmu"],
      ["write-notify", kernel],
      [zaps(1), cachedWritable],
      { cleared_ptes: false, page: null },
    ),
    asked(
      "the zap is over, another one runs",
      [madvise_dontneed, "tlb_finish_mmu"],
      ["write-notify", kernel],
      [zaps(2), cachedWritable],
      { cleared_ptes: false, page: null },
    ),
    asked(
      "the zap is over, clear_refs runs",
      [madvise_dontneed, "tlb_finish_mmu"],
      ["write-notify", kernel],
      [zaps(1, 1), cachedWritable],
      { cleared_ptes: false, page: null },
    ),
  ]),
  ...(["write-notify", "anonymous"] as const).flatMap((mapping) =>
    ["2.6.18", "3.2", "6.12", "6.18"].map((kernel) =>
      asked("MADV_DONTNEED begins", [madvise_dontneed, "mmap_read_lock"], [mapping, kernel], []),
    ),
  ),
  ...["3.2", "6.12"].flatMap((kernel) => [
    asked("munmap begins", [munmap, "detach_vma"], ["write-notify", kernel], []),
    asked(
      "munmap begins without a VMA",
      [munmap, "detach_vma"],
      ["write-notify", kernel],
      [unmapped],
    ),
  ]),
  asked("munmap ends", [munmap, "mmap_read_unlock"], file, [readLocked], {
    cleared_ptes: false,
    page: null,
  }),
  asked("munmap ends", [munmap, "mmap_read_unlock"], ["write-notify", "3.2"], [writeLocked], {
    cleared_ptes: false,
    page: null,
  }),
  asked("munmap unlinks", [munmap, "unlink_file_vma"], file, [], {
    cleared_ptes: false,
    page: null,
  }),
  asked(
    "munmap of anonymous memory has nothing to unlink",
    [munmap, "unlink_file_vma"],
    ["anonymous", "6.12"],
    [],
    { cleared_ptes: false, page: null },
  ),
];

export const sharedSteps: readonly Asked[] = [
  ...writeback,
  ...cleaning,
  ...syncs,
  ...faults,
  ...zapsOfFiles,
];
