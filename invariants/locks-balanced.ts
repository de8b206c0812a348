import { atRest } from "../model/facts.ts";
import { every } from "../model/language/index.ts";
import { sharedMappings } from "../model/mappings/index.ts";
import { type Actor, cached, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";
import { someoneIs, whoIs } from "./questions.ts";

function holdsNone({ mm, folio, i_mmap_reader }: State, actor: Actor): boolean {
  if (folio[cached].locked === actor || i_mmap_reader === actor) return false;
  return every(
    mm,
    ({ ptl, mmap_lock, vma_lock }) =>
      ptl !== actor &&
      mmap_lock.writer !== actor &&
      !mmap_lock.readers[actor] &&
      !vma_lock.readers[actor],
  );
}

export const locksBalanced: Invariant = {
  id: "locks-balanced",
  statement:
    "A thread in user space and an idle flusher hold no lock: mmap_lock, the VMA's lock, page-table lock, folio lock or i_mmap_rwsem.",
  why: "Who returns to user space with a lock held may never come back to drop it.",
  source: "kernel/locking/lockdep.c: lockdep_sys_exit()",
  doesNotSay:
    "In which order locks are taken, or that each is dropped by who took it: that is asserted where it is dropped.",
  mappings: sharedMappings,
  over: "states",
  antecedent: (moment) => someoneIs(moment, atRest),
  holds: ({ s, actors }) =>
    every(actors, (actor) => !actor.is(atRest) || holdsNone(s, actor.self.id)),
  wrong: (moment) =>
    `at rest, and with a lock held: ${whoIs(moment, atRest, ({ id }) => !holdsNone(moment.s, id))}`,
};
