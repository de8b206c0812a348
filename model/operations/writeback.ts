import { procedure } from "../current.ts";
import { atRest, cleanedForIo, dataInHand, fsyncOver } from "../facts.ts";
import { bool, call, index, passesOn, range, waitUntil } from "../language/index.ts";
import {
  allocate_blocks,
  flush_tlb_page,
  folio_lock,
  folio_mapped,
  folio_mark_dirty,
  folio_test_clear_dirty,
  folio_test_dirty,
  folio_test_writeback,
  folio_unlock,
  folio_wait_writeback,
  i_mmap_lock_read,
  i_mmap_unlock_read,
  mmap_read_lock,
  mmap_read_unlock,
  pte_dirty,
  pte_mkclean,
  pte_none,
  pte_offset_map,
  pte_offset_map_lock,
  pte_present,
  pte_unmap_unlock,
  pte_write,
  pte_young,
  ptep_get_and_clear,
  set_pte_at,
  submit_bh,
  test_clear_buffer_dirty,
} from "../primitives/index.ts";
import { cached, Mm, mmName, type Vaddr } from "../state/index.ts";
import { flagsOf, marksDirty } from "./words.ts";

/** The folio is mapped again, read-only and clean. */
function set_clean_pte(mm: Mm, addr: Vaddr, accessed: boolean): void {
  set_pte_at(mm, addr, { kind: "present", frame: cached, write: false, dirty: false, accessed });
}

/** Write-protects and cleans every PTE of the folio; a folio without mappings is left alone. */
export const folio_mkclean = procedure(
  "folio_mkclean",
  "mm/rmap.c: folio_mkclean(), rmap_walk_file(), page_vma_mkclean_one()",
  {
    locals: { visited: range(3), mm: index(Mm), accessed: bool, cleaned: bool },
    steps: {
      // mapcount is read without any lock; then i_mmap_rwsem is taken for reading.
      folio_mapped: ({ folio, local }) => {
        local.cleaned = false;
        local.visited = 0;
        if (!folio_mapped(folio)) return "done";
        i_mmap_lock_read();
        return "rmap_walk_file";
      },
      rmap_walk_file: ({ s, local, kernel }) => {
        if (local.visited === kernel.mms.length) return "i_mmap_unlock_read";
        local.mm = kernel.mms[local.visited];
        local.visited += 1;
        return s.mm[local.mm].linked ? "ptep_clear_flush" : "rmap_walk_file";
      },
      // PVMW_SYNC: since 2.6.27 the page-table lock is taken even if the entry looks empty.
      ptep_clear_flush: ({ vma, local, kernel }) => {
        const isPassed = pte_none(pte_offset_map(local.mm, vma.vm_start));
        if (isPassed && !kernel.mkcleanWaits) return "rmap_walk_file";
        const pte = pte_offset_map_lock(local.mm, vma.vm_start);
        if (!pte_dirty(pte) && !pte_write(pte)) {
          pte_unmap_unlock(local.mm);
          return "rmap_walk_file";
        }
        const entry = ptep_get_and_clear(local.mm, vma.vm_start);
        local.accessed = pte_young(entry);
        local.cleaned = true;
        return kernel.mkcleanFlushesFirst ? "flush_tlb_page" : "ptep_establish";
      },
      flush_tlb_page: ({ vma, local: { mm } }) => {
        flush_tlb_page(mm, vma.vm_start);
        return "set_pte_at";
      },
      set_pte_at: ({ vma, local }) => {
        set_clean_pte(local.mm, vma.vm_start, local.accessed);
        local.accessed = false;
        pte_unmap_unlock(local.mm);
        return "rmap_walk_file";
      },
      // 2.6.19: the entry is there again before the flush; nobody sees that, the lock is held throughout.
      ptep_establish: ({ vma, local }) => {
        set_clean_pte(local.mm, vma.vm_start, local.accessed);
        local.accessed = false;
        flush_tlb_page(local.mm, vma.vm_start);
        pte_unmap_unlock(local.mm);
        return "rmap_walk_file";
      },
      i_mmap_unlock_read: () => {
        i_mmap_unlock_read();
        return "done";
      },
    },
    says: {
      folio_mapped: {
        done: "folio_mapped() is false: no rmap walk",
        rmap_walk_file: "folio_mapped(): i_mmap_lock_read(), rmap walk",
      },
      rmap_walk_file: passesOn,
      ptep_clear_flush: {
        rmap_walk_file: ({ s, vma, local: { mm } }) =>
          `${mmName(mm)}'s PTE is ${flagsOf(s.mm[mm].pte[vma.vm_start])}: nothing to clean`,
        flush_tlb_page: ({ local: { mm } }) => `ptep_get_and_clear() of ${mmName(mm)}'s PTE`,
        ptep_establish: ({ local: { mm } }) => `ptep_get_and_clear() of ${mmName(mm)}'s PTE`,
      },
      flush_tlb_page: "flush_tlb_page()",
      set_pte_at: ({ local: { mm } }) => `set_pte_at() puts ${mmName(mm)}'s PTE back, -W -D`,
      ptep_establish: ({ local: { mm } }) =>
        `set_pte_at() puts ${mmName(mm)}'s PTE back, -W -D; flush_tlb_page()`,
      i_mmap_unlock_read: "i_mmap_unlock_read()",
    },
  },
);

/** Cleans the folio for I/O, under its lock; `dirty` says whether it was dirty. */
export const folio_clear_dirty_for_io = procedure(
  "folio_clear_dirty_for_io",
  "mm/page-writeback.c: folio_clear_dirty_for_io()",
  {
    locals: { cleaned: bool, dirty: bool },
    facts: [
      { fact: dataInHand, at: "throughout" },
      { fact: cleanedForIo, at: ["folio_mark_dirty", "folio_test_clear_dirty"] },
    ],
    steps: {
      folio_mkclean: () => call(folio_mkclean, {}, "folio_mark_dirty", { cleaned: "cleaned" }),
      folio_mark_dirty: ({ folio, local }) => {
        if (local.cleaned) folio_mark_dirty(folio);
        return "folio_test_clear_dirty";
      },
      folio_test_clear_dirty: ({ folio, local }) => {
        local.dirty = folio_test_clear_dirty(folio);
        return "done";
      },
    },
    says: {
      folio_mkclean: passesOn,
      folio_mark_dirty: ({ local: { cleaned } }) =>
        cleaned ? marksDirty("a PTE was cleaned: ") : "no PTE was cleaned: nothing to mark",
      folio_test_clear_dirty: ({ s, folio }) =>
        s.folio[folio].dirty
          ? "folio_test_clear_dirty() clears PG_dirty"
          : "folio_test_clear_dirty(): PG_dirty is clear already",
    },
  },
);

/** The same until 2.6.19: PG_dirty goes first, and what folio_mkclean() finds says nothing. Until 2.6.18 no PTE is cleaned. */
export const clear_page_dirty_for_io = procedure(
  "clear_page_dirty_for_io",
  "mm/page-writeback.c: clear_page_dirty_for_io()",
  {
    facts: [{ fact: dataInHand, at: "throughout" }],
    locals: { dirty: bool },
    steps: {
      test_clear_page_dirty: ({ folio, local, kernel }) => {
        local.dirty = folio_test_clear_dirty(folio);
        return local.dirty && kernel.writeNotify ? call(folio_mkclean, {}, "done") : "done";
      },
    },
    says: {
      test_clear_page_dirty: ({ s, folio }) =>
        s.folio[folio].dirty
          ? "folio_test_clear_dirty() clears PG_dirty"
          : "folio_test_clear_dirty(): PG_dirty is clear already",
    },
  },
);

/** Writes the folio if its index is tagged dirty: for the flusher, or with `sync` for fsync(). */
export const write_cache_pages = procedure(
  "write_cache_pages",
  "mm/page-writeback.c: write_cache_pages()",
  {
    params: { sync: bool },
    locals: { dirty: bool },
    facts: [
      { fact: dataInHand, at: ["folio_start_writeback"] },
      { fact: cleanedForIo, at: ["folio_start_writeback", "unlock_page"] },
    ],
    steps: {
      lookup_tag: ({ s, folio }) => (s.folio[folio].taggedDirty ? "lock_page" : "done"),
      lock_page: ({ folio, local: { sync } }) => {
        folio_lock(folio);
        const isSkipped = folio_test_writeback(folio) && !sync;
        if (folio_test_dirty(folio) && !isSkipped) return "wait_on_page_writeback";
        folio_unlock(folio); // Someone wrote it for us, or is writing it and we need not wait.
        return "done";
      },
      wait_on_page_writeback: ({ folio, kernel }) => {
        folio_wait_writeback(folio);
        return kernel.mkcleanFirst
          ? call(folio_clear_dirty_for_io, {}, "folio_start_writeback", { dirty: "dirty" })
          : call(clear_page_dirty_for_io, {}, "folio_start_writeback", { dirty: "dirty" });
      },
      folio_start_writeback: ({ s, folio, vma, local }) => {
        if (!local.dirty) return "unlock_page";
        // fs/buffer.c: __block_write_full_folio() writes what is dirty of the buffers, if anything.
        const isWritten = !vma.journal || test_clear_buffer_dirty();
        local.dirty = false;
        if (!folio_test_dirty(folio)) s.folio[folio].taggedDirty = false;
        if (vma.reserves) allocate_blocks();
        s.folio[folio].writeback = isWritten;
        if (isWritten) submit_bh();
        return "unlock_page";
      },
      unlock_page: ({ folio }) => {
        folio_unlock(folio);
        return "done";
      },
    },
    says: {
      lookup_tag: {
        lock_page: "finds the page by its dirty tag",
        done: "no dirty tag: nothing to write",
      },
      lock_page: {
        wait_on_page_writeback: "folio_lock()",
        done: ({ s, folio }) =>
          `folio_lock(), folio_unlock(): ${s.folio[folio].dirty ? "under writeback" : "clean"} already`,
      },
      wait_on_page_writeback: passesOn,
      folio_start_writeback: ({ local: { dirty }, vma, s }) => {
        if (!dirty) return "PG_dirty was clear: no I/O";
        return vma.journal && !s.buffers.dirty
          ? "test_clear_buffer_dirty() finds none: no I/O"
          : "starts writeback: the I/O is submitted";
      },
      unlock_page: "folio_unlock()",
    },
  },
);

/**
 * fsync() and msync(MS_SYNC): writes what is tagged, then waits for what is under writeback. Until 2.6.18 msync()
 * first looks for dirty bits in the page table of the caller.
 */
export const fsync = procedure(
  "fsync",
  "fs/sync.c: vfs_fsync_range(); mm/msync.c: sys_msync(), msync_pte_range()",
  {
    params: { msync: bool },
    facts: [
      { fact: fsyncOver, at: ["return"] },
      { fact: dataInHand, at: ["set_page_dirty"] },
    ],
    steps: {
      begin: ({ s, self, local: { msync }, kernel }) => {
        if (!kernel.mapping.canWriteback) return "done"; // fs/libfs.c: noop_fsync().
        s.syncing[self.id] = true;
        s.disk.coversSync[self.id] = s.disk.latestStore;
        s.io.coversSync[self.id] = s.io.phase === "read" && s.io.latestStore;
        return msync && !kernel.msyncByTags ? "mmap_read_lock" : "filemap_fdatawrite";
      },
      mmap_read_lock: ({ mm }) => {
        mmap_read_lock(mm);
        return "msync_pte_range";
      },
      msync_pte_range: ({ mm, vma }) => {
        const pte = pte_offset_map_lock(mm, vma.vm_start);
        if (pte_dirty(pte)) return "ptep_clear_flush_dirty";
        pte_unmap_unlock(mm);
        return "mmap_read_unlock";
      },
      ptep_clear_flush_dirty: ({ mm, vma }) => {
        const pte = pte_offset_map(mm, vma.vm_start);
        if (pte_present(pte)) set_pte_at(mm, vma.vm_start, pte_mkclean(pte));
        flush_tlb_page(mm, vma.vm_start);
        return "set_page_dirty";
      },
      set_page_dirty: ({ mm, folio }) => {
        folio_mark_dirty(folio);
        pte_unmap_unlock(mm);
        return "mmap_read_unlock";
      },
      mmap_read_unlock: ({ mm }) => {
        mmap_read_unlock(mm);
        return "filemap_fdatawrite";
      },
      filemap_fdatawrite: () => call(write_cache_pages, { sync: true }, "filemap_fdatawait"),
      filemap_fdatawait: ({ folio }) => {
        folio_wait_writeback(folio);
        return "return";
      },
      return: ({ s, self }) => {
        s.syncing[self.id] = false;
        s.disk.coversSync[self.id] = false;
        s.io.coversSync[self.id] = false;
        return "done";
      },
    },
    says: {
      begin: {
        done: "fsync(): nothing to do on shmem",
        filemap_fdatawrite: ({ local: { msync } }) => `${msync ? "sys_msync" : "fsync"}() begins`,
        mmap_read_lock: "sys_msync() begins",
      },
      mmap_read_lock: "mmap_read_lock()",
      msync_pte_range: ({ next }) =>
        next === "ptep_clear_flush_dirty"
          ? "msync_pte_range() finds a dirty PTE"
          : "msync_pte_range(): the PTE is not dirty",
      ptep_clear_flush_dirty: "set_pte_at() makes the PTE clean; flush_tlb_page()",
      set_page_dirty: () => marksDirty(),
      mmap_read_unlock: "mmap_read_unlock()",
      filemap_fdatawrite: passesOn,
      filemap_fdatawait: "folio_wait_writeback(): no I/O is under way",
      return: ({ local: { msync } }) => `${msync ? "sys_msync" : "fsync"}() returns`,
    },
  },
);

/** The flusher thread: writes the folio whenever it likes. */
export const flusher = procedure("flusher", "fs/fs-writeback.c: wb_workfn()", {
  facts: [{ fact: atRest, at: ["wb_workfn"] }],
  steps: {
    wb_workfn: ({ s, folio }) => {
      waitUntil(s.folio[folio].taggedDirty);
      return call(write_cache_pages, { sync: false }, "wb_workfn");
    },
  },
  says: {
    wb_workfn: passesOn,
  },
});

/** The journal: in a commit it writes dirty buffers, without the folio lock and past PG_dirty and all PTEs. */
export const kjournald = procedure("kjournald", "fs/jbd/commit.c: journal_submit_data_buffers()", {
  steps: {
    write_buffers: ({ s }) => {
      waitUntil(s.buffers.dirty);
      test_clear_buffer_dirty();
      submit_bh();
      return "write_buffers";
    },
  },
  says: {
    write_buffers: "test_clear_buffer_dirty(); the I/O is submitted",
  },
});
