import { blocked, bool, call, index, range } from "../language/index.ts";
import {
  flush_tlb_page,
  folio_mark_dirty,
  folio_trylock,
  folio_unlock,
  isPtlFree,
  ptep_get_and_clear,
  set_pte_at,
} from "../primitives/index.ts";
import { cached, child, Mm, page, parent, procedure } from "../state.ts";

/** The order in which rmap finds the VMAs: fork inserts the child's right after the parent's. */
export const rmapOrder: readonly Mm[] = [parent, child];

/** Write-protects and cleans every PTE of the folio; the caller holds i_mmap_rwsem for reading. */
export const folio_mkclean = procedure("folio_mkclean", "mm/rmap.c: page_vma_mkclean_one()", {
  locals: { visited: range(3), mm: index(Mm), accessed: bool, cleaned: bool },
  steps: {
    rmap_walk_file: (c) => {
      const { s, local } = c;
      if (local.visited === rmapOrder.length) return "done";
      local.mm = rmapOrder[local.visited];
      local.visited += 1;
      return s.mm[local.mm].linked ? "ptep_clear_flush" : "rmap_walk_file";
    },
    // PVMW_SYNC: the page-table lock is taken even if the entry looks empty.
    ptep_clear_flush: (c) => {
      const { s, self, local } = c;
      if (!isPtlFree(c, local.mm)) return blocked;
      const pte = s.mm[local.mm].pte[page];
      if (pte.kind === "none" || (!pte.dirty && !pte.write)) return "rmap_walk_file";
      s.mm[local.mm].ptl = self.id;
      local.accessed = pte.accessed;
      local.cleaned = true;
      ptep_get_and_clear(c, local.mm, page);
      return "flush_tlb_page";
    },
    flush_tlb_page: (c) => {
      flush_tlb_page(c, c.local.mm, page);
      return "set_pte_at";
    },
    set_pte_at: (c) => {
      const { s, local } = c;
      set_pte_at(c, local.mm, page, {
        kind: "present",
        frame: cached,
        write: false,
        dirty: false,
        accessed: local.accessed,
      });
      local.accessed = false;
      s.mm[local.mm].ptl = null;
      return "rmap_walk_file";
    },
  },
});

/** Writes the folio if its index is tagged dirty: for the flusher, or with `sync` for fsync(). */
export const write_cache_pages = procedure(
  "write_cache_pages",
  "mm/page-writeback.c: write_cache_pages(), folio_clear_dirty_for_io()",
  {
    locals: { sync: bool, cleaned: bool },
    steps: {
      lookup_tag: ({ s }) => (s.folio[cached].taggedDirty ? "lock_page" : "done"),
      lock_page: (c) => {
        const { s, local } = c;
        const folio = s.folio[cached];
        if (!folio_trylock(c, cached)) return blocked;
        if (folio.dirty && !(folio.writeback && !local.sync)) return "wait_on_page_writeback";
        folio_unlock(c, cached); // Someone wrote it for us, or is writing it and we need not wait.
        return "done";
      },
      wait_on_page_writeback: ({ s }) => (s.folio[cached].writeback ? blocked : "folio_mapped"),
      // folio_mkclean() is skipped for a folio without mappings; mapcount is read without any lock.
      folio_mapped: ({ s, self }) => {
        if (s.folio[cached].mapcount === 0) return "folio_test_clear_dirty";
        s.i_mmap_reader = self.id;
        return "folio_mkclean";
      },
      folio_mkclean: () => call(folio_mkclean, {}, "i_mmap_unlock_read", { cleaned: "cleaned" }),
      i_mmap_unlock_read: ({ s, local }) => {
        s.i_mmap_reader = null;
        return local.cleaned ? "folio_mark_dirty" : "folio_test_clear_dirty";
      },
      folio_mark_dirty: (c) => {
        folio_mark_dirty(c, cached);
        c.local.cleaned = false;
        return "folio_test_clear_dirty";
      },
      folio_test_clear_dirty: ({ s }) => {
        const folio = s.folio[cached];
        if (!folio.dirty) return "unlock_page";
        folio.dirty = false;
        return "folio_start_writeback";
      },
      folio_start_writeback: ({ s }) => {
        const folio = s.folio[cached];
        folio.writeback = true;
        if (!folio.dirty) folio.taggedDirty = false;
        s.io.phase = "submitted";
        return "unlock_page";
      },
      unlock_page: (c) => {
        folio_unlock(c, cached);
        return "done";
      },
    },
  },
);

/** fsync() and msync(MS_SYNC): writes what is tagged, then waits for what is under writeback. */
export const fsync = procedure("fsync", "fs/sync.c: vfs_fsync_range()", {
  locals: {},
  steps: {
    begin: ({ s, kernel }) => {
      if (!kernel.mapping.canWriteback) return "done"; // fs/libfs.c: noop_fsync().
      s.syncing = true;
      s.disk.coversSync = s.disk.latestStore;
      s.io.coversSync = s.io.phase === "read" && s.io.latestStore;
      return "filemap_fdatawrite";
    },
    filemap_fdatawrite: () => call(write_cache_pages, { sync: true }, "filemap_fdatawait"),
    filemap_fdatawait: ({ s }) => (s.folio[cached].writeback ? blocked : "return"),
    return: ({ s }) => {
      s.syncing = false;
      s.disk.coversSync = false;
      s.io.coversSync = false;
      return "done";
    },
  },
});

/** The flusher thread: writes the folio whenever it likes. */
export const flusher = procedure("flusher", "fs/fs-writeback.c: wb_workfn()", {
  locals: {},
  steps: {
    wb_workfn: ({ s }) =>
      s.folio[cached].taggedDirty ? call(write_cache_pages, { sync: false }, "wb_workfn") : blocked,
  },
});
