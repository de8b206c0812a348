import { writeNotifying } from "../model/mappings/index.ts";
import { cached } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

export const tagFollowsDirty: Invariant = {
  id: "tag-follows-dirty",
  statement:
    "PG_dirty implies PAGECACHE_TAG_DIRTY, and the tag implies PG_dirty or the folio lock.",
  why: "fsync() and the flusher look for the tag: a dirty folio without it is never written, and one that keeps it is looked at for ever.",
  source:
    "mm/page-writeback.c: __folio_mark_dirty(), __folio_start_writeback(), write_cache_pages()",
  doesNotSay:
    "That both change at once: the kernel sets PG_dirty first and the tag then, under the xarray's lock, which is one step here.",
  mappings: writeNotifying,
  over: "states",
  antecedent: ({ s }) => s.folio[cached].dirty || s.folio[cached].taggedDirty,
  holds: ({ s }) => {
    const { dirty, taggedDirty, locked } = s.folio[cached];
    return dirty ? taggedDirty : !taggedDirty || locked !== null;
  },
  wrong: ({ s }) =>
    s.folio[cached].dirty
      ? "PG_dirty is set, the tag is not"
      : "the tag is set; PG_dirty is clear, and nobody holds the folio lock",
};
