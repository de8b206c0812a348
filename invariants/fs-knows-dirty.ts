import { cached } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

export const fsKnowsDirty: Invariant = {
  id: "fs-knows-dirty",
  statement:
    "While the page of a file with delayed allocation is dirty, blocks are reserved for it: page_mkwrite has run since writeback used up the last ones.",
  why: "Writeback finds a dirty page that the file system knows nothing of: ext4 has stopped with a BUG there, or the data is lost.",
  source:
    "mm/gup.c: writable_file_mapping_allowed(); fs/ext4/inode.c: ext4_page_mkwrite(); 8ac268436e6d",
  doesNotSay:
    "That every reference keeps to it: who writes through a short one, and marks the page dirty after writeback has cleaned it, breaks it on every kernel.",
  mappings: ["write-notify-delalloc"],
  since: "2.6.19",
  over: "states",
  antecedent: ({ s }) => s.folio[cached].dirty,
  holds: ({ s }) => !s.folio[cached].dirty || s.buffers.reserved,
  wrong: () => "PG_dirty is set; no blocks are reserved for the page",
};
