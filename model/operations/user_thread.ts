import { match } from "ts-pattern";
import { procedure } from "../current.ts";
import { blocked, call } from "../language/index.ts";
import { isCached } from "../primitives/index.ts";
import { load, store } from "./access.ts";
import { dup_mmap } from "./fork.ts";
import { gup_write, madvise_populate } from "./gup.ts";
import { fsync } from "./writeback.ts";
import { madvise_dontneed, munmap } from "./zap.ts";

/** A user thread: any operation of its program, over and over, while it has the mapping. */
export const user_thread = procedure("user_thread", "a user thread", {
  steps: {
    next: ({ s, self, mm, vma, folio, kernel, choose }) => {
      const addr = vma.vm_start;
      const operation = choose(self.program);
      // Hardware knows no VMA: an access may go on through what the TLB still holds.
      const isAccess = operation === "load" || operation === "store";
      const canAccess = isAccess && isCached(self.cpu, mm, addr, folio);
      if (!s.mm[mm].mapped && !canAccess) return blocked;
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
});
