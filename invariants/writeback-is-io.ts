import { is } from "../model/language/index.ts";
import { writeNotifying } from "../model/mappings/index.ts";
import { cached, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

function isUnderIo({ io }: State): boolean {
  return io.phase !== "none";
}

export const writebackIsIo: Invariant = {
  id: "writeback-is-io",
  statement: "PG_writeback is set from when I/O is submitted until it has ended.",
  why: "fsync() waits for PG_writeback: cleared too early, it returns before the data is on disk; never cleared, it never returns.",
  source: "mm/page-writeback.c: __folio_start_writeback(); mm/filemap.c: folio_end_writeback()",
  doesNotSay: "That the I/O carries the latest store: that is fsync-durable.",
  // The journal writes buffers under their own lock.
  mappings: writeNotifying.filter((name) => name !== "hookless-journal"),
  over: "states",
  antecedent: ({ s }) => isUnderIo(s),
  holds: ({ s }) => is(s.folio[cached], ({ writeback }) => writeback) === isUnderIo(s),
  wrong: ({ s }) =>
    `PG_writeback ${s.folio[cached].writeback ? 1 : 0}; I/O: ${s.io.phase === "none" ? "none" : "under way"}`,
};
