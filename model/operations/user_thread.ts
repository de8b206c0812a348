import { match } from "ts-pattern";
import { current, procedure } from "../current.ts";
import { atRest } from "../facts.ts";
import { blocked, call, every, passesOn, some, waitUntil } from "../language/index.ts";
import { isCached } from "../primitives/index.ts";
import { cached, type Operation, page, parent, type Self, type State } from "../state.ts";
import { load, store } from "./access.ts";
import { dup_mmap } from "./fork.ts";
import { gup_write, madvise_populate } from "./gup.ts";
import { fsync } from "./writeback.ts";
import { madvise_dontneed, munmap } from "./zap.ts";

function isAccess(operation: Operation): boolean {
  return operation === "load" || operation === "store";
}

/** Hardware knows no VMA: an access may go on through what the TLB still holds. */
function mayHit(operation: Operation): boolean {
  const { self } = current();
  return isAccess(operation) && isCached(self.cpu, self.mm, page, cached);
}

/** fsync() asks for a file descriptor, not for a VMA. A child that has unmapped its own has exited. */
function needsVma(operation: Operation): boolean {
  return operation !== "fsync" || current().self.mm !== parent;
}

/** Can the thread do nothing any more? The parent's VMA never comes back; a child may be forked again. */
function isOver({ mm, program }: Self): boolean {
  const { s } = current();
  if (s.mm[mm].mapped || mm !== parent) return false;
  return program.every((operation) => needsVma(operation)) && !program.some(mayHit);
}

/** Nobody is in the middle of anything: no lock is held, and no I/O is under way. */
function isQuiet({ mm, folio, i_mmap_reader }: State): boolean {
  const areLocksFree = every(
    mm,
    ({ mmap_lock: { writer, readers }, ptl }) =>
      writer === null && ptl === null && !some(readers, (reads) => reads),
  );
  const isFolioIdle = every(folio, ({ locked, writeback }) => locked === null && !writeback);
  return areLocksFree && isFolioIdle && i_mmap_reader === null;
}

/** A user thread: any operation of its program, over and over, while it has what that needs. */
export const user_thread = procedure("user_thread", "a user thread", {
  facts: [{ fact: atRest, at: ["next"] }],
  steps: {
    next: ({ s, self, mm, vma, kernel, choose }) => {
      if (isOver(self)) {
        waitUntil(isQuiet(s)); // To wait for ever is a deadlock if others wait for a lock meanwhile.
        return "next";
      }
      const addr = vma.vm_start;
      const operation = choose(self.program);
      if (!s.mm[mm].mapped && needsVma(operation) && !mayHit(operation)) return blocked;
      if (operation.startsWith("madvise_populate") && !kernel.madvPopulate) return blocked;
      return match(operation)
        .with("load", () => call(load, { addr, killed: false }, "next"))
        .with("store", () => call(store, { addr, killed: false }, "next"))
        .with("fork", () => call(dup_mmap, {}, "next"))
        .with("madvise_dontneed", () => call(madvise_dontneed, {}, "next"))
        .with("munmap", () => call(munmap, {}, "next"))
        .with("fsync", () => call(fsync, {}, "next"))
        .with("madvise_populate_read", () => call(madvise_populate, { write: false }, "next"))
        .with("madvise_populate_write", () => call(madvise_populate, { write: true }, "next"))
        .with("gup_write", () => call(gup_write, {}, "next"))
        .exhaustive();
    },
  },
  says: {
    next: ({ next }) => (next === "next" ? "has nothing left to do, and waits for ever" : passesOn),
  },
});
