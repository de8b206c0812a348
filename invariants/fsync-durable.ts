import { fsyncOver } from "../model/facts.ts";
import { every } from "../model/language/index.ts";
import { writeNotifying } from "../model/mappings/index.ts";
import type { Invariant } from "./Invariant.ts";
import { someoneIs, whoIs } from "./questions.ts";

export const fsyncDurable: Invariant = {
  id: "fsync-durable",
  statement: "When fsync() returns, every CPU store that was complete when it began is on disk.",
  why: "It is the promise of fsync() and msync(MS_SYNC) to a program that writes through a mapping.",
  source: "fs/sync.c: vfs_fsync_range(); mm/page-writeback.c: write_cache_pages()",
  doesNotSay:
    "Anything about stores made while it ran, or through references that are not given back yet. Where page_mkwrite leaves dirtying to fault_dirty_shared_page() (write-notify-late) it fails on every kernel.",
  mappings: writeNotifying,
  over: "states",
  antecedent: (moment) => someoneIs(moment, fsyncOver),
  holds: ({ s, actors }) =>
    every(actors, (actor) => !actor.is(fsyncOver) || s.disk.coversSync[actor.self.id]),
  wrong: (moment) =>
    `fsync() of ${whoIs(moment, fsyncOver)} is over; the disk lacks a store that was complete when it began`,
};
