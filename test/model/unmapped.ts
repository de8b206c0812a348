import { findScenario, type Subject, subjectOf } from "../../checks/index.ts";
import { replaceStep } from "../../model/current.ts";
import { some } from "../../model/language/index.ts";
import type { MappingName } from "../../model/mappings/index.ts";
import {
  disk,
  do_user_addr_fault,
  dup_mmap,
  fault_dirty_shared_page,
  munmap,
  zap_pte_range,
} from "../../model/operations/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import { type Operation, parent } from "../../model/state/index.ts";
import type { Scenario, Thread } from "../../scenarios/index.ts";

// A thread whose mm has lost its VMA for ever waits without being a deadlock, or goes on with what needs
// none. It is a deadlock if somebody keeps something for ever.

type Programs = readonly (readonly Operation[])[];

const forkOfNothing: Scenario["covers"][number] = {
  id: "fork-of-nothing",
  what: "fork goes on although munmap() has taken the VMA away",
  expected: "never",
  reached: ({ s, actors }) =>
    !s.mm[parent].mapped &&
    some(actors, (actor) => actor.at(dup_mmap, "vma_interval_tree_insert_after")),
};

/** Threads of the parent's mm, each with its program; nothing is asked but whether somebody can go on. */
export function unmappedSubject(
  programs: Programs,
  mapping: MappingName = "write-notify",
  proposal: Proposal | null = null,
): Subject {
  const threads: Thread[] = programs.map((program, cpu) => {
    return { name: `thread${cpu}`, mm: "parent", cpu, program };
  });
  const scenario = {
    ...findScenario("unmap-access"),
    threads,
    expects: [],
    covers: [forkOfNothing],
  };
  return subjectOf(scenario, "6.12", mapping, proposal, []);
}

/** Those in which nobody waits for what never comes. */
export const goingOn: readonly Programs[] = [
  [["munmap"]],
  [["store", "munmap"]],
  [["munmap", "fsync"]],
  [["load", "munmap", "madvise_populate_write"]],
  [["load"], ["munmap"]],
  [["store"], ["munmap", "fsync"]],
  [["fork"], ["munmap"]],
];

type Change = NonNullable<Proposal["changes"]>[number];

/** A change by which something is kept for ever. On shmem there is no writeback that would wait for it too. */
function keeping(what: string, mapping: MappingName, change: Change) {
  return {
    what,
    mapping,
    proposal: { id: what, what, why: "to see a deadlock", changes: [change] },
  };
}

export const keepers = [
  keeping(
    "munmap() keeps the mmap_lock",
    "write-notify",
    replaceStep(munmap, "mmap_read_unlock", () => "done"),
  ),
  keeping(
    "munmap() ends with the mmap_lock for writing",
    "shmem",
    replaceStep(munmap, "mmap_read_unlock", (c, original) => {
      const next = original(c);
      c.s.mm[c.mm].mmap_lock.writer = c.self.id;
      return next;
    }),
  ),
  keeping(
    "a fault keeps the mmap_lock",
    "write-notify",
    replaceStep(do_user_addr_fault, "mmap_read_lock", (c, original) => {
      const next = original(c);
      if (next === "done") c.s.mm[c.self.mm].mmap_lock.readers[c.self.id] = true;
      return next;
    }),
  ),
  keeping(
    "zap keeps the page-table lock",
    "shmem",
    replaceStep(zap_pte_range, "pte_unmap_unlock", () => "done"),
  ),
  keeping(
    "munmap() ends with i_mmap_rwsem",
    "shmem",
    replaceStep(munmap, "mmap_read_unlock", (c, original) => {
      c.s.i_mmap_reader = c.self.id;
      return original(c);
    }),
  ),
  keeping(
    "a fault keeps the folio lock",
    "shmem",
    replaceStep(fault_dirty_shared_page, "unlock_page", () => "done"),
  ),
  keeping(
    "writeback never ends",
    "write-notify",
    replaceStep(disk, "folio_end_writeback", (c, original) => {
      const next = original(c);
      c.s.folio[c.folio].writeback = true;
      return next;
    }),
  ),
];

/** The threads of a keeper's system. */
export const keepersPrograms: Programs = [["store"], ["munmap"]];
