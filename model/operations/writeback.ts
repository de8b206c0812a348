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

/** Write-protects and cleans every PTE of the folio; a folio without mappings is left alone. */
export const folio_mkclean = procedure(
  "folio_mkclean",
  "mm/rmap.c: folio_mkclean(), rmap_walk_file(), page_vma_mkclean_one()",
  {
    locals: { visited: range(3), mm: index(Mm), accessed: bool, cleaned: bool },
    steps: {
      // mapcount is read without any lock; then i_mmap_rwsem is taken for reading.
      folio_mapped: ({ s, self }) => {
        if (s.folio[cached].mapcount === 0) return "done";
        s.i_mmap_reader = self.id;
        return "rmap_walk_file";
      },
      rmap_walk_file: ({ s, local }) => {
        if (local.visited === rmapOrder.length) return "i_mmap_unlock_read";
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
        const flags = { write: false, dirty: false, accessed: local.accessed };
        set_pte_at(c, local.mm, page, { kind: "present", frame: cached, ...flags });
        local.accessed = false;
        s.mm[local.mm].ptl = null;
        return "rmap_walk_file";
      },
      i_mmap_unlock_read: ({ s }) => {
        s.i_mmap_reader = null;
        return "done";
      },
    },
  },
);

/** Cleans the folio for I/O, under its lock; `dirty` says whether it was dirty. */
export const folio_clear_dirty_for_io = procedure(
  "folio_clear_dirty_for_io",
  "mm/page-writeback.c: folio_clear_dirty_for_io()",
  {
    locals: { cleaned: bool, dirty: bool },
    steps: {
      folio_mkclean: () => call(folio_mkclean, {}, "folio_mark_dirty", { cleaned: "cleaned" }),
      folio_mark_dirty: (c) => {
        if (c.local.cleaned) folio_mark_dirty(c, cached);
        return "folio_test_clear_dirty";
      },
      folio_test_clear_dirty: ({ s, local }) => {
        const folio = s.folio[cached];
        local.dirty = folio.dirty;
        folio.dirty = false;
        return "done";
      },
    },
  },
);

/** Writes the folio if its index is tagged dirty: for the flusher, or with `sync` for fsync(). */
export const write_cache_pages = procedure(
  "write_cache_pages",
  "mm/page-writeback.c: write_cache_pages()",
  {
    locals: { sync: bool, dirty: bool },
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
      wait_on_page_writeback: ({ s }) =>
        s.folio[cached].writeback
          ? blocked
          : call(folio_clear_dirty_for_io, {}, "folio_start_writeback", { dirty: "dirty" }),
      folio_start_writeback: ({ s, local }) => {
        const folio = s.folio[cached];
        if (!local.dirty) return "unlock_page";
        local.dirty = false;
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
