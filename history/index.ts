import type { Bug } from "./Bug.ts";
import { clearRefsPinned } from "./clear-refs-pinned.ts";
import { clearRefsUnflushed } from "./clear-refs-unflushed.ts";
import { copyBeforeFlush } from "./copy-before-flush.ts";
import { copyInSharedMapping } from "./copy-in-shared-mapping.ts";
import { copyTakenByDirty } from "./copy-taken-by-dirty.ts";
import { cowRmapTooEarly } from "./cow-rmap-too-early.ts";
import { dirtyCow } from "./dirty-cow.ts";
import { dirtyWithoutWait } from "./dirty-without-wait.ts";
import { forkUnderVmaLock } from "./fork-under-vma-lock.ts";
import { gupFastFork } from "./gup-fast-fork.ts";
import { longtermWrite } from "./longterm-write.ts";
import { lostMmapDirty } from "./lost-mmap-dirty.ts";
import { mkwriteUnlocked } from "./mkwrite-unlocked.ts";
import { nestedZap } from "./nested-zap.ts";
import { nestedZapAnonymous } from "./nested-zap-anonymous.ts";
import { pinAfterMprotect } from "./pin-after-mprotect.ts";
import { pinOfSharedPage } from "./pin-of-shared-page.ts";
import { pinOverFork } from "./pin-over-fork.ts";
import { pinPageCache } from "./pin-page-cache.ts";
import { pinZeroPage } from "./pin-zero-page.ts";
import { ptePassedBy } from "./pte-passed-by.ts";
import { rmapBeforeFlush } from "./rmap-before-flush.ts";
import { uffdWriteprotect } from "./uffd-writeprotect.ts";
import { untrackedDirty } from "./untracked-dirty.ts";
import { vmspliceChild } from "./vmsplice-child.ts";
import { vmspliceParent } from "./vmsplice-parent.ts";
import { writeTakenForRead } from "./write-taken-for-read.ts";
import { zapUnflushed } from "./zap-unflushed.ts";

export type { Bug, Fix } from "./Bug.ts";

/** Real bugs, in the order of their fixes. */
export const bugs: readonly Bug[] = [
  copyBeforeFlush,
  untrackedDirty,
  lostMmapDirty,
  dirtyWithoutWait,
  cowRmapTooEarly,
  ptePassedBy,
  writeTakenForRead,
  mkwriteUnlocked,
  zapUnflushed,
  copyInSharedMapping,
  dirtyCow,
  nestedZap,
  nestedZapAnonymous,
  vmspliceChild,
  vmspliceParent,
  pinOverFork,
  gupFastFork,
  clearRefsPinned,
  clearRefsUnflushed,
  uffdWriteprotect,
  pinOfSharedPage,
  pinAfterMprotect,
  copyTakenByDirty,
  pinZeroPage,
  pinPageCache,
  rmapBeforeFlush,
  forkUnderVmaLock,
  longtermWrite,
];
