import type { Frame, World } from "../state.ts";

/** mm/page-writeback.c: folio_mark_dirty(), set_page_dirty(). shmem keeps no tag (noop_dirty_folio). */
export function folio_mark_dirty({ s, kernel }: World, frame: Frame): void {
  const folio = s.folio[frame];
  folio.dirty = true;
  if (kernel.mapping.canWriteback) folio.taggedDirty = true;
}

/** include/linux/pagemap.h: folio_trylock(); a step that must sleep is blocked instead. */
export function folio_trylock({ s, self }: World, frame: Frame): boolean {
  const folio = s.folio[frame];
  if (folio.locked !== null) return false;
  folio.locked = self.id;
  return true;
}

/** mm/filemap.c: folio_unlock(). */
export function folio_unlock({ s }: World, frame: Frame): void {
  s.folio[frame].locked = null;
}

/** A CPU stores into the folio: memory is the latest, every other copy is older. */
export function storeData({ s }: World): void {
  s.disk.latestStore = false;
  s.io.latestStore = false;
}

/** Data is written through a reference, past all page tables. */
export function writeThroughReference({ s }: World): void {
  s.disk.latestGupWrite = false;
  s.io.latestGupWrite = false;
}
