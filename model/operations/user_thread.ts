import { match } from "ts-pattern";
import { current, procedure } from "../current.ts";
import { atRest } from "../facts.ts";
import { blocked, call, every, is, passesOn, some, waitUntil } from "../language/index.ts";
import { heldReference, isTranslation } from "../primitives/index.ts";
import type { Mm, Operation, Ref, Self, State, Vaddr } from "../state/index.ts";
import { load, store } from "./access.ts";
import { clear_refs } from "./clear_refs.ts";
import { dup_mmap } from "./fork.ts";
import { gup_write, madvise_populate } from "./gup.ts";
import { gup_fast } from "./gup_fast.ts";
import { mprotect } from "./mprotect.ts";
import { mem_write, take_reference, use_reference } from "./reference.ts";
import { uffd_continue } from "./uffd_continue.ts";
import { uffd_writeprotect } from "./uffd_writeprotect.ts";
import { fsync } from "./writeback.ts";
import { madvise_dontneed, munmap } from "./zap.ts";

function isAccess(operation: Operation): boolean {
  return operation === "load" || operation === "store";
}

/** Hardware knows no VMA: an access may go on through what the TLB still holds. */
function mayHit(operation: Operation, addr: Vaddr): boolean {
  const { s, self } = current();
  return isAccess(operation) && some(s.tlb[self.cpu][self.mm][addr], isTranslation);
}

const takers: readonly Operation[] = [
  "vmsplice",
  "pin_read",
  "pin_read_fast",
  "pin_read_short",
  "pin_write",
  "pin_write_fast",
  "proc_mem_write",
];

const longterm = "FOLL_PIN | FOLL_LONGTERM";

/** A thread takes one reference at a time, and uses the one that it has. */
function fitsReference(operation: Operation): boolean {
  const held = heldReference();
  if (takers.includes(operation)) return held === null;
  if (operation === "put_reference") return held !== null;
  return operation !== "write_pinned" || (held !== null && isWritten(held));
}

/** Was the reference taken for writing? */
function isWritten(held: Ref): boolean {
  return is(current().s.ref[held], (ref) => ref.kind === "held" && ref.write);
}

/** What a reference is used for asks for no VMA. */
function needsNoVma(operation: Operation): boolean {
  return operation === "write_pinned" || operation === "put_reference";
}

/** Does fork make it? */
function isForked(mm: Mm): boolean {
  const { kernel } = current();
  return kernel.mms.some((other) => kernel.childOf(other) === mm);
}

/** fsync() asks for a file descriptor, not for a VMA. A child that has unmapped its own has exited. */
function needsVma(operation: Operation): boolean {
  if (needsNoVma(operation)) return heldReference() === null;
  return operation !== "fsync" || isForked(current().self.mm);
}

/** Can the thread do nothing any more? A VMA never comes back; but an mm that fork makes it may make again. */
function isOver({ mm, program }: Self, addr: Vaddr): boolean {
  const { s } = current();
  if (s.mm[mm].mapped || isForked(mm)) return false;
  return program.every((operation) => needsVma(operation) && !mayHit(operation, addr));
}

/** Nobody is in the middle of anything: no lock is held, and no I/O is under way. */
function isQuiet({ mm, folio, i_mmap_reader }: State): boolean {
  const areLocksFree = every(
    mm,
    ({ mmap_lock: { writer, readers }, vma_lock, ptl }) =>
      writer === null &&
      ptl === null &&
      !some(readers, (reads) => reads) &&
      !some(vma_lock.readers, (reads) => reads),
  );
  const isFolioIdle = every(folio, ({ locked, writeback }) => locked === null && !writeback);
  return areLocksFree && isFolioIdle && i_mmap_reader === null;
}

/** A user thread: any operation of its program, over and over, while it has what that needs. */
export const user_thread = procedure("user_thread", "a user thread", {
  facts: [{ fact: atRest, at: ["next"] }],
  steps: {
    next: ({ s, self, mm, vma, kernel, choose }) => {
      const addr = vma.vm_start;
      if (isOver(self, addr)) {
        waitUntil(isQuiet(s)); // To wait for ever is a deadlock if others wait for a lock meanwhile.
        return "next";
      }
      const operation = choose(self.program);
      if (!s.mm[mm].mapped && needsVma(operation) && !mayHit(operation, addr)) return blocked;
      if (!fitsReference(operation)) return blocked;
      if (operation.startsWith("madvise_populate") && !kernel.madvPopulate) return blocked;
      return match(operation)
        .with("load", () => call(load, { addr, killed: false }, "next"))
        .with("store", () => call(store, { addr, killed: false }, "next"))
        .with("fork", () => call(dup_mmap, {}, "next"))
        .with("madvise_dontneed", () => call(madvise_dontneed, {}, "next"))
        .with("munmap", () => call(munmap, {}, "next"))
        .with("uffd_writeprotect", () => call(uffd_writeprotect, {}, "next"))
        .with("uffd_continue", () => call(uffd_continue, {}, "next"))
        .with("clear_refs", () => call(clear_refs, {}, "next"))
        .with("mprotect", () => call(mprotect, {}, "next"))
        .with("fsync", () => call(fsync, { msync: false }, "next"))
        .with("msync", () => call(fsync, { msync: true }, "next"))
        .with("madvise_populate_read", () => call(madvise_populate, { write: false }, "next"))
        .with("madvise_populate_write", () => call(madvise_populate, { write: true }, "next"))
        .with("gup_write", () => call(gup_write, { longterm: false }, "next"))
        .with("gup_write_longterm", () => call(gup_write, { longterm: true }, "next"))
        .with("vmsplice", () => call(take_reference, { write: false, grab: "FOLL_GET" }, "next"))
        .with("pin_read", () => call(take_reference, { write: false, grab: longterm }, "next"))
        .with("pin_read_fast", () =>
          call(gup_fast, { addr, write: false, grab: "FOLL_PIN" }, "next"),
        )
        .with("pin_read_short", () =>
          call(take_reference, { write: false, grab: "FOLL_PIN" }, "next"),
        )
        .with("pin_write", () => call(take_reference, { write: true, grab: longterm }, "next"))
        .with("pin_write_fast", () => call(gup_fast, { addr, write: true, grab: longterm }, "next"))
        .with("write_pinned", () => call(use_reference, { write: true }, "next"))
        .with("put_reference", () => call(use_reference, { write: false }, "next"))
        .with("proc_mem_write", () => call(mem_write, {}, "next"))
        .exhaustive();
    },
  },
  says: {
    next: ({ next }) => (next === "next" ? "has nothing left to do, and waits for ever" : passesOn),
  },
});
