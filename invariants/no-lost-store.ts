import { dataInHand, referenceWritten } from "../model/facts.ts";
import { sharedMappings } from "../model/mappings/index.ts";
import { cached } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";
import { someDirtyPte, someoneIs } from "./questions.ts";

export const noLostStore: Invariant = {
  id: "no-lost-store",
  statement:
    "While memory is newer than its backing copy, something says so: PG_dirty, a dirty PTE, I/O that will carry the data, or a CPU that is about to set one of them.",
  why: "Reclaim drops a folio that is clean and unmapped without writing it; what nothing records is lost then.",
  source: "mm/vmscan.c: __remove_mapping(); mm/memory.c: zap_pte_range()",
  doesNotSay:
    "When the data reaches the disk, and that the device's errors are reported. On shmem it says little: without reclaim nothing here clears PG_dirty there; the hazard that is left is that of unmapped-has-no-writable-tlb. It is of PTE-mapped pages: mm/huge_memory.c: zap_huge_pmd() removes the rmap before the flush, in 6.12 too. And of file systems that can migrate folios: without migrate_folio (vfat in 6.1) mm/migrate.c: fallback_migrate_folio() clears PG_dirty while the folio is unmapped, and remove_migration_ptes() makes a clean PTE writable; migration is not modelled.",
  mappings: sharedMappings,
  over: "states",
  antecedent: ({ s }) => !s.disk.latestStore || !s.disk.latestGupWrite,
  holds: (moment) => {
    const { disk, io, folio } = moment.s;
    if (folio[cached].dirty || someDirtyPte(moment.s) || io.phase === "submitted") return true;
    if (someoneIs(moment, dataInHand)) return true;
    const isStoreSafe = disk.latestStore || io.latestStore;
    const isOnItsWay = disk.latestGupWrite || io.latestGupWrite;
    return isStoreSafe && (isOnItsWay || someoneIs(moment, referenceWritten));
  },
  wrong: ({ s: { disk, io } }) => {
    const isStoreLost = !disk.latestStore && !io.latestStore;
    const lost = isStoreLost ? "the last store" : "the last write through a reference";
    const carried =
      io.phase === "none" ? "no I/O is under way" : "the I/O has read the folio before";
    return `the disk lacks ${lost}; PG_dirty is clear, no PTE is dirty, and ${carried}`;
  },
};
