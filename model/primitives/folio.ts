import { current } from "../current.ts";
import { is, must, update, waitUntil } from "../language/index.ts";
import type { Frame } from "../state.ts";

/** mm/page-writeback.c: folio_mark_dirty(), set_page_dirty(). shmem keeps no tag (noop_dirty_folio). */
export function folio_mark_dirty(folio: Frame): void {
  const { s, kernel } = current();
  s.folio[folio].dirty = true;
  if (kernel.mapping.canWriteback) s.folio[folio].taggedDirty = true;
}

/** include/linux/page-flags.h: folio_test_dirty(). PG_dirty. */
export function folio_test_dirty(folio: Frame): boolean {
  return current().s.folio[folio].dirty;
}

/** include/linux/page-flags.h: folio_test_clear_dirty(). PG_dirty as it was. */
export function folio_test_clear_dirty(folio: Frame): boolean {
  const { s } = current();
  const { dirty } = s.folio[folio];
  s.folio[folio].dirty = false;
  return dirty;
}

/** include/linux/page-flags.h: folio_test_writeback(). PG_writeback. */
export function folio_test_writeback(folio: Frame): boolean {
  return current().s.folio[folio].writeback;
}

/** mm/page-writeback.c: folio_wait_writeback(). Waits while the folio is under writeback. */
export function folio_wait_writeback(folio: Frame): void {
  waitUntil(!folio_test_writeback(folio));
}

/** include/linux/pagemap.h: folio_trylock(). Gives false where folio_lock() would sleep. */
export function folio_trylock(folio: Frame): boolean {
  const { s, self } = current();
  if (s.folio[folio].locked !== null) return false;
  s.folio[folio].locked = self.id;
  return true;
}

/** include/linux/pagemap.h: folio_lock(). */
export function folio_lock(folio: Frame): void {
  waitUntil(folio_trylock(folio));
}

/** mm/filemap.c: folio_unlock(). */
export function folio_unlock(folio: Frame): void {
  const { s, self } = current();
  must(
    s.folio[folio].locked === self.id,
    "folio_unlock() of a folio that the caller does not hold locked",
  );
  s.folio[folio].locked = null;
}

/** mm/rmap.c: page_add_file_rmap(); include/linux/rmap.h: page_dup_file_rmap(). */
export function page_add_file_rmap(page: Frame): void {
  update(current().s.folio[page], "mapcount", (mapcount) => mapcount + 1);
}

/** mm/rmap.c: page_remove_rmap(). A mapcount below 0 is outside its domain: the run is an error. */
export function page_remove_rmap(page: Frame): void {
  update(current().s.folio[page], "mapcount", (mapcount) => mapcount - 1);
}

/** mm/util.c: folio_mapped(). */
export function folio_mapped(folio: Frame): boolean {
  return is(current().s.folio[folio], ({ mapcount }) => mapcount > 0);
}

/** A CPU stores into the folio: memory is the latest, every other copy is older. */
export function storeData(): void {
  const { s } = current();
  s.disk.latestStore = false;
  s.io.latestStore = false;
}

/** Data is written through a reference, past all page tables. */
export function writeThroughReference(): void {
  const { s } = current();
  s.disk.latestGupWrite = false;
  s.io.latestGupWrite = false;
}
