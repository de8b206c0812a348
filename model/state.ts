import {
  array,
  bool,
  domain,
  held,
  type Index,
  index,
  indexOf,
  lock,
  oneOf,
  range,
  record,
  union,
  type ValueOf,
  type ValuesOf,
} from "./language/index.ts";

// One page of a file, mapped MAP_SHARED at one virtual page by a parent and a child. The domains are
// sized by the scenario; this slice of the model uses one Vaddr and one Frame.

export const Mm = domain("Mm");
export const Vaddr = domain("Vaddr");
export const Frame = domain("Frame");
export const Cpu = domain("Cpu");
export const Actor = domain("Actor");
/** References that get_user_pages() gave out and that outlive the call; none where no thread takes any. */
export const Ref = domain("Ref");

export type Mm = Index<"Mm">;
export type Vaddr = Index<"Vaddr">;
export type Frame = Index<"Frame">;
export type Cpu = Index<"Cpu">;
export type Actor = Index<"Actor">;
export type Ref = Index<"Ref">;

/** The parent's mm and the child's; rmap finds the parent first (fork inserts the child after it). */
export const parent = indexOf(Mm, 0);
export const child = indexOf(Mm, 1);

/** How traces write an mm. */
export function mmName(mm: Mm): "P" | "C" {
  return mm === parent ? "P" : "C";
}

/** The virtual page. */
export const page = indexOf(Vaddr, 0);
/** What the page cache holds for the file's page; of anonymous memory, which has no file, the zero page. */
export const cached = indexOf(Frame, 0);

/**
 * A page-table entry, in logical bits: write is pte_write(), dirty is pte_dirty() whichever hardware
 * or software bit says so (x86 since 6.6: Dirty or SavedDirty), accessed is pte_young().
 */
export const Pte = union({
  none: {},
  present: { frame: index(Frame), write: bool, dirty: bool, accessed: bool },
});
export type Pte = ValueOf<typeof Pte>;
export type PresentPte = Extract<Pte, { kind: "present" }>;

/**
 * What a CPU's TLB may hold for one page: every value that the PTE had while accessible since the
 * CPU's last flush, as far as a store can tell them apart. There are no fill and evict steps: an
 * access chooses among the set and a fresh walk (model/README.md: price and evidence).
 */
export const Translations = record({ readOnly: bool, writeClean: bool, writeDirty: bool });
export type Translations = ValueOf<typeof Translations>;

/**
 * What of the data a copy outside the page cache holds: is it the latest store to the page? Each fsync()
 * has made a promise of its own, to its caller.
 */
const Copy = {
  /** Of those that CPUs made through a mapping. */
  latestStore: bool,
  /** Of those made through a reference taken with get_user_pages(). */
  latestGupWrite: bool,
  /** Does it hold every store that was complete when this actor's running fsync() began? */
  coversSync: array(Actor, bool),
};

export const state = {
  mm: array(
    Mm,
    record({
      /** Can its threads touch the page: does the VMA exist, and does the mm run? */
      mapped: bool,
      /** Is its VMA in the file's i_mmap tree, so that rmap finds it? */
      linked: bool,
      /** Who holds it for writing, and who for reading. */
      mmap_lock: record({ writer: lock(Actor), readers: array(Actor, held) }),
      /** The page-table lock. */
      ptl: lock(Actor),
      /** vma->anon_vma: was a page of its own ever made for the VMA? Then fork copies its PTEs. */
      anon_vma: bool,
      /** MMF_HAS_PINNED: was a page ever pinned (FOLL_PIN)? */
      has_pinned: bool,
      /**
       * write_protect_seq: 0; 1 while fork copies page tables, when it is odd; 2 until fork has flushed, when it is
       * even again, but another one than who began to walk before can have seen.
       */
      write_protect_seq: range(3),
      /** tlb_flush_pending: how many zaps of it are between tlb_gather_mmu() and tlb_finish_mmu(). */
      tlb_flush_pending: range(3),
      pte: array(Vaddr, Pte),
    }),
  ),
  tlb: array(Cpu, array(Mm, array(Vaddr, array(Frame, Translations)))),
  folio: array(
    Frame,
    record({
      /** Whose the frame is: the page cache's, the zero page, anonymous memory, or nobody's. */
      kind: oneOf("file", "zero", "anon", "free"),
      /** References to anonymous memory: of page tables, of GUP, of who is at work on it. */
      refcount: range(8),
      /** How many of them are pins (FOLL_PIN). */
      pincount: range(3),
      /** PG_anon_exclusive: the page is one mm's alone. */
      exclusive: bool,
      /** PG_dirty. */
      dirty: bool,
      /** PG_writeback. */
      writeback: bool,
      /** PG_locked, and who holds it. */
      locked: lock(Actor),
      mapcount: range(3),
      /** PAGECACHE_TAG_DIRTY of its index: how fsync() finds it. */
      taggedDirty: bool,
    }),
  ),
  /** Whose interrupts are off, for a walk of page tables without locks: it acknowledges no flush meanwhile. */
  irqs_off: array(Cpu, bool),
  /** What get_user_pages() gave to whom, until it is given back. */
  ref: array(
    Ref,
    union({
      none: {},
      held: {
        by: index(Actor),
        mm: index(Mm),
        frame: index(Frame),
        /** FOLL_WRITE; and FOLL_PIN, else FOLL_GET. */
        write: bool,
        pin: bool,
        /** Has another mm stored into the frame since? */
        foreign: bool,
        /** Has its mm taken the page away since (munmap, MADV_DONTNEED)? Then it is nobody's page any more. */
        zapped: bool,
      },
    }),
  ),
  /**
   * Of private memory: does the frame hold what the mm last stored at the page, or had there at fork, or
   * never wrote? Written by primitives that store and copy data, read by laws alone.
   */
  holdsOwn: array(Mm, array(Vaddr, array(Frame, bool))),
  /** Is the mm being made by fork? What the parent stores meanwhile the child may have or not. */
  forking: array(Mm, bool),
  /** Was the frame stored into through a private mapping? Never so of the page cache and the zero page. */
  storedPrivately: array(Frame, bool),
  /** Who walks i_mmap under i_mmap_rwsem, for reading. */
  i_mmap_reader: lock(Actor),
  /** The file's block. Memory itself always holds the latest store: there is one folio. */
  disk: record(Copy),
  /** The I/O under PG_writeback: the device reads the folio at some time between start and end. */
  io: record({ phase: oneOf("none", "submitted", "read"), ...Copy }),
  /** Whose fsync() is between its begin and its return? Only then its coversSync means anything. */
  syncing: array(Actor, bool),
};

export type State = ValuesOf<typeof state>;

/** Who runs a step. Kernel threads and hardware have no mm of their own: theirs is not read. */
export interface Self {
  readonly id: Actor;
  readonly mm: Mm;
  readonly cpu: Cpu;
  /** What a user thread may do, over and over. */
  readonly program: readonly Operation[];
}

/** What a user thread can do. */
export type Operation = (typeof operationNames)[number];
export const operationNames = [
  "load",
  "store",
  "fork",
  "madvise_dontneed",
  "munmap",
  "fsync",
  "madvise_populate_read",
  "madvise_populate_write",
  "gup_write",
  "vmsplice",
  "pin_read",
  "pin_write",
  "pin_write_fast",
  "write_pinned",
  "put_reference",
  "proc_mem_write",
] as const;
