import { current } from "../current.ts";
import { is, must, primitive, update, waitUntil } from "../language/index.ts";
import type { Frame } from "../state.ts";

/** shmem keeps no tag (noop_dirty_folio). */
export const folio_mark_dirty = primitive(
  "mm/page-writeback.c",
  function folio_mark_dirty(folio: Frame): void {
    const { s, kernel } = current();
    s.folio[folio].dirty = true;
    if (kernel.mapping.canWriteback) s.folio[folio].taggedDirty = true;
  },
);

/** PG_dirty. */
export const folio_test_dirty = primitive(
  "include/linux/page-flags.h",
  function folio_test_dirty(folio: Frame): boolean {
    return current().s.folio[folio].dirty;
  },
);

/** PG_dirty as it was. */
export const folio_test_clear_dirty = primitive(
  "include/linux/page-flags.h",
  function folio_test_clear_dirty(folio: Frame): boolean {
    const { s } = current();
    const { dirty } = s.folio[folio];
    s.folio[folio].dirty = false;
    return dirty;
  },
);

/** PG_writeback. */
export const folio_test_writeback = primitive(
  "include/linux/page-flags.h",
  function folio_test_writeback(folio: Frame): boolean {
    return current().s.folio[folio].writeback;
  },
);

/** Waits while the folio is under writeback. */
export const folio_wait_writeback = primitive(
  "mm/page-writeback.c",
  function folio_wait_writeback(folio: Frame): void {
    waitUntil(!folio_test_writeback(folio));
  },
);

/** Gives false where folio_lock() would sleep. */
export const folio_trylock = primitive(
  "include/linux/pagemap.h",
  function folio_trylock(folio: Frame): boolean {
    const { s, self } = current();
    if (s.folio[folio].locked !== null) return false;
    s.folio[folio].locked = self.id;
    return true;
  },
);

/** Waits for PG_locked. */
export const folio_lock = primitive(
  "include/linux/pagemap.h",
  function folio_lock(folio: Frame): void {
    waitUntil(folio_trylock(folio));
  },
);

/** By its owner only. */
export const folio_unlock = primitive("mm/filemap.c", function folio_unlock(folio: Frame): void {
  const { s, self } = current();
  must(
    s.folio[folio].locked === self.id,
    "folio_unlock() of a folio that the caller does not hold locked",
  );
  s.folio[folio].locked = null;
});

/** And page_dup_file_rmap(). */
export const page_add_file_rmap = primitive(
  "mm/rmap.c",
  function page_add_file_rmap(page: Frame): void {
    update(current().s.folio[page], "mapcount", (mapcount) => mapcount + 1);
  },
);

/** A mapcount below 0 is outside its domain: the run is an error. */
export const page_remove_rmap = primitive(
  "mm/rmap.c",
  function page_remove_rmap(page: Frame): void {
    update(current().s.folio[page], "mapcount", (mapcount) => mapcount - 1);
  },
);

/** Does any PTE map it, as far as mapcount says? */
export const folio_mapped = primitive("mm/util.c", function folio_mapped(folio: Frame): boolean {
  return is(current().s.folio[folio], ({ mapcount }) => mapcount > 0);
});

/** A CPU stores into the folio: memory is the latest, every other copy is older. */
export const storeData = primitive("the CPU", function storeData(): void {
  const { s } = current();
  s.disk.latestStore = false;
  s.io.latestStore = false;
});

/** Data is written through a reference, past all page tables. */
export const writeThroughReference = primitive(
  "who holds a reference",
  function writeThroughReference(): void {
    const { s } = current();
    s.disk.latestGupWrite = false;
    s.io.latestGupWrite = false;
  },
);
