import { writeNotifying } from "../model/mappings/index.ts";
import { pte_write } from "../model/primitives/index.ts";
import { cached } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";
import { ptesThat, someWritablePte } from "./questions.ts";

export const writeNotify: Invariant = {
  id: "write-notify",
  statement: "A writable PTE of a file with write notification implies PG_dirty or the folio lock.",
  why: "The file system must hear of a page before it is written: page_mkwrite reserves blocks and makes fsync() find the page.",
  source:
    "mm/memory.c: do_page_mkwrite(), fault_dirty_shared_page(); mm/page-writeback.c: folio_clear_dirty_for_io()",
  doesNotSay:
    "Anything about stores through references that get_user_pages() handed out: they pass no PTE.",
  mappings: writeNotifying,
  since: "2.6.19",
  over: "states",
  antecedent: ({ s }) => someWritablePte(s),
  holds: ({ s }) => !someWritablePte(s) || s.folio[cached].dirty || s.folio[cached].locked !== null,
  wrong: ({ s }) =>
    `${ptesThat(s, "writable", pte_write).join("; ")}; PG_dirty is clear, and nobody holds the folio lock`,
};
