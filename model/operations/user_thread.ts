import { match } from "ts-pattern";
import { blocked, call } from "../language/index.ts";
import { isCached } from "../primitives/index.ts";
import { cached, page, procedure } from "../state.ts";
import { load, store } from "./access.ts";
import { dup_mmap } from "./fork.ts";
import { gup_write, madvise_populate } from "./gup.ts";
import { fsync } from "./writeback.ts";
import { madvise_dontneed, munmap } from "./zap.ts";

/** A user thread: any operation of its program, over and over, while it has the mapping. */
export const user_thread = procedure("user_thread", "a user thread", {
  locals: {},
  steps: {
    next: (c) => {
      const { s, self, kernel, choose } = c;
      const operation = choose(self.program);
      // Hardware knows no VMA: an access may go on through what the TLB still holds.
      const isAccess = operation === "load" || operation === "store";
      const canAccess = isAccess && isCached(c, self.cpu, self.mm, page, cached);
      if (!s.mm[self.mm].mapped && !canAccess) return blocked;
      if (operation.startsWith("madvise_populate") && !kernel.madvPopulate) return blocked;
      return match(operation)
        .with("load", () => call(load, { addr: page }, "next"))
        .with("store", () => call(store, { addr: page }, "next"))
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
