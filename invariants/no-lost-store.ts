import { type Moment, some } from "../model/language/index.ts";
import {
  folio_clear_dirty_for_io,
  gup_write,
  write_cache_pages,
  zap_pte_range,
} from "../model/operations/index.ts";
import { cached, type State } from "../model/state.ts";
import type { Invariant } from "./Invariant.ts";
import { someDirtyPte } from "./questions.ts";

/** A zap or a writer has taken note of the data and has yet to write it down. */
function isInHand({ actors }: Moment<State>): boolean {
  return some(
    actors,
    (actor) =>
      actor.at(zap_pte_range, "set_page_dirty") ||
      actor.within(folio_clear_dirty_for_io) ||
      actor.at(write_cache_pages, "folio_start_writeback"),
  );
}

/** A reference was written through and is not yet given back: its user marks the folio dirty. */
function isReferenceOpen(moment: Moment<State>): boolean {
  return some(
    moment.actors,
    (actor) =>
      actor.at(gup_write, "test_page_dirty") ||
      actor.at(gup_write, "lock_page") ||
      actor.at(gup_write, "set_page_dirty"),
  );
}

export const noLostStore: Invariant = {
  id: "no-lost-store",
  statement:
    "While memory is newer than its backing copy, something says so: PG_dirty, a dirty PTE, I/O that will carry the data, or a CPU that is about to set one of them.",
  why: "Reclaim drops a folio that is clean and unmapped without writing it; what nothing records is lost then.",
  source: "mm/vmscan.c: __remove_mapping(); mm/memory.c: zap_pte_range()",
  doesNotSay:
    "When the data reaches the disk, and that the device's errors are reported. On shmem it says little: without reclaim nothing here clears PG_dirty there; the hazard that is left is that of unmapped-has-no-writable-tlb.",
  mappings: ["write-notify", "shmem", "shmem-uffd-wp"],
  over: "states",
  antecedent: ({ s }) => !s.disk.latestStore || !s.disk.latestGupWrite,
  holds: (moment) => {
    const { disk, io, folio } = moment.s;
    if (folio[cached].dirty || someDirtyPte(moment.s) || io.phase === "submitted") return true;
    if (isInHand(moment)) return true;
    const isStoreSafe = disk.latestStore || io.latestStore;
    const isGupWriteSafe = disk.latestGupWrite || io.latestGupWrite || isReferenceOpen(moment);
    return isStoreSafe && isGupWriteSafe;
  },
};
