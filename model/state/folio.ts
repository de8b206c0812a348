import { array, bool, lock, oneOf, range, record } from "../language/index.ts";
import { Actor, Frame } from "./domains.ts";

/** Frames, whoever has them: struct folio, and PAGECACHE_TAG_DIRTY of its index. */
export const folio = array(
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
);
