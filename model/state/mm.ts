import { array, bool, held, lock, range, record } from "../language/index.ts";
import { Actor, Mm, Vaddr } from "./domains.ts";
import { Pte } from "./Pte.ts";

/** What an mm is: its one VMA, its locks, its page table. */
export const mm = array(
  Mm,
  record({
    /** Can its threads touch the page: does the VMA exist, and does the mm run? */
    mapped: bool,
    /** Is its VMA in the file's i_mmap tree, so that rmap finds it? */
    linked: bool,
    /** Who holds it for writing, and who for reading. */
    mmap_lock: record({ writer: lock(Actor), readers: array(Actor, held) }),
    /**
     * The lock of its VMA (6.4): is it locked for writing, as vm_lock_seq says until who did it drops the mmap_lock,
     * and who holds it for reading.
     */
    vma_lock: record({ written: bool, readers: array(Actor, held) }),
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
    /** How many clear_refs and UFFDIO_WRITEPROTECT are under way: of the same counter; apart, as laws forgive zaps more. */
    wrprotect_pending: range(3),
    pte: array(Vaddr, Pte),
  }),
);
