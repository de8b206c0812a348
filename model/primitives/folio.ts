import { current } from "../current.ts";
import { first, is, must, primitive, update, waitUntil } from "../language/index.ts";
import { cached, type Frame } from "../state/index.ts";

/** shmem keeps no tag (noop_dirty_folio). */
export const folio_mark_dirty = primitive(
  "mm/page-writeback.c",
  function folio_mark_dirty(folio: Frame): void {
    const { s, kernel } = current();
    s.folio[folio].dirty = true;
    if (kernel.mapping.canWriteback) s.folio[folio].taggedDirty = true;
    if (kernel.mapping.journal) s.buffers.dirty = true; // fs/buffer.c: block_dirty_folio().
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

/** Waits until nobody holds PG_locked, and does not take it. */
export const folio_wait_locked = primitive(
  "include/linux/pagemap.h",
  function folio_wait_locked(folio: Frame): void {
    waitUntil(current().s.folio[folio].locked === null);
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

/** The first frame that nobody has; null if there is none. */
export const alloc_page = primitive("mm/page_alloc.c", function alloc_page(): Frame | null {
  const { s } = current();
  const frame = first(s.folio, ({ kind }) => kind === "free");
  if (frame === null) return null;
  s.folio[frame].kind = "anon";
  s.folio[frame].refcount = 1;
  return frame;
});

/** The zero page. A question that is no event. */
export function my_zero_pfn(): Frame {
  return cached;
}

/** Is it anonymous memory? A question that is no event, so it is not noted. */
export function folio_test_anon(folio: Frame): boolean {
  return current().s.folio[folio].kind === "anon";
}

/** Only references to anonymous memory are counted here. */
export const folio_get = primitive("include/linux/mm.h", function folio_get(folio: Frame): void {
  update(current().s.folio[folio], "refcount", (refcount) => refcount + 1);
});

/** Who drops the last reference frees the frame. */
export const folio_put = primitive("include/linux/mm.h", function folio_put(folio: Frame): void {
  const { s } = current();
  update(s.folio[folio], "refcount", (refcount) => refcount - 1);
  if (is(s.folio[folio], ({ refcount }) => refcount > 0)) return;
  must(
    is(s.folio[folio], ({ mapcount }) => mapcount === 0),
    "a frame is freed while mapcount is above 0",
  );
  s.folio[folio].kind = "free";
  s.folio[folio].exclusive = false;
  s.folio[folio].dirty = false;
});

/** Did FOLL_PIN take references to it? Pins are counted apart here, so there is no "maybe". */
export const folio_maybe_dma_pinned = primitive(
  "include/linux/mm.h",
  function folio_maybe_dma_pinned(folio: Frame): boolean {
    return is(current().s.folio[folio], ({ pincount }) => pincount > 0);
  },
);
