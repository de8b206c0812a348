import { pte_write } from "../model/primitives/index.ts";
import type { Invariant } from "./Invariant.ts";
import { ptesThat, someWritablePte } from "./questions.ts";

export const fsKnowsWritable: Invariant = {
  id: "fs-knows-writable",
  statement:
    "While a PTE of a file with delayed allocation is writable, blocks are reserved for the page: page_mkwrite has run since writeback used up the last ones.",
  why: "Else a page becomes dirty for which the disk may have no room: the data is lost when it is written.",
  source:
    "mm/memory.c: do_page_mkwrite(), finish_mkwrite_fault(); fs/ext4/inode.c: ext4_page_mkwrite(); b827e496c893",
  doesNotSay:
    "Anything about references that get_user_pages() handed out: who writes through one later asks no file system.",
  mappings: ["write-notify-delalloc"],
  since: "2.6.19",
  over: "states",
  antecedent: ({ s }) => someWritablePte(s),
  holds: ({ s }) => !someWritablePte(s) || s.buffers.reserved,
  wrong: ({ s }) =>
    `${ptesThat(s, "writable", pte_write).join("; ")}; no blocks are reserved for the page`,
};
