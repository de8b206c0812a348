import { clearRefs } from "./clear-refs.ts";
import { clearRefsShared } from "./clear-refs-shared.ts";
import { cow } from "./cow.ts";
import { cowRmap } from "./cow-rmap.ts";
import { cowThreads } from "./cow-threads.ts";
import { cowZap } from "./cow-zap.ts";
import { dirtyCow } from "./dirty-cow.ts";
import { dirtyCowWritable } from "./dirty-cow-writable.ts";
import { dirtyZeroPage } from "./dirty-zero-page.ts";
import { dontneedRace } from "./dontneed-race.ts";
import { forcedClearRefs } from "./forced-clear-refs.ts";
import { forcedFork } from "./forced-fork.ts";
import { forcedShared } from "./forced-shared.ts";
import { forcedUffdWp } from "./forced-uffd-wp.ts";
import { forkCopied } from "./fork-copied.ts";
import { forkDontneed } from "./fork-dontneed.ts";
import { forkRace } from "./fork-race.ts";
import { forkShared } from "./fork-shared.ts";
import { forkUffdWp } from "./fork-uffd-wp.ts";
import { forkVmaLock } from "./fork-vma-lock.ts";
import { forkZapped } from "./fork-zapped.ts";
import { fsyncDurability } from "./fsync.ts";
import { fsyncMapped } from "./fsync-mapped.ts";
import { fsyncProcess } from "./fsync-process.ts";
import { fsyncThreads } from "./fsync-threads.ts";
import { fsyncTwo } from "./fsync-two.ts";
import { gupFastFork } from "./gup-fast-fork.ts";
import { gupRead } from "./gup-read.ts";
import { gupWrite } from "./gup-write.ts";
import { journalReference } from "./journal-reference.ts";
import { journalWrites } from "./journal-writes.ts";
import { journalZap } from "./journal-zap.ts";
import { lockExclusion } from "./lock-exclusion.ts";
import { longtermWrite } from "./longterm-write.ts";
import { mkwriteRace } from "./mkwrite-race.ts";
import { mprotectFsync } from "./mprotect-fsync.ts";
import { mprotectThreads } from "./mprotect-threads.ts";
import { msyncChild } from "./msync-child.ts";
import { msyncMapped } from "./msync-mapped.ts";
import { msyncThreads } from "./msync-threads.ts";
import { openPrivate } from "./open-private.ts";
import { openShared, openSharedThreads } from "./open-shared.ts";
import { pinClearRefs } from "./pin-clear-refs.ts";
import { pinDontneed } from "./pin-dontneed.ts";
import { pinFork } from "./pin-fork.ts";
import { pinMprotect } from "./pin-mprotect.ts";
import { pinRead } from "./pin-read.ts";
import { pinReadFast } from "./pin-read-fast.ts";
import { pinReadShort } from "./pin-read-short.ts";
import { pinReadThreads } from "./pin-read-threads.ts";
import { populate } from "./populate.ts";
import type { Scenario } from "./Scenario.ts";
import { uffdContinue } from "./uffd-continue.ts";
import { uffdWriteprotect } from "./uffd-writeprotect.ts";
import { unmapAccess } from "./unmap-access.ts";
import { unmapMadvise } from "./unmap-madvise.ts";
import { unmapReference } from "./unmap-reference.ts";
import { vmspliceChild } from "./vmsplice-child.ts";
import { vmspliceParent } from "./vmsplice-parent.ts";
import { zapFsync } from "./zap-fsync.ts";
import { zapRace } from "./zap-race.ts";
import { zapZap } from "./zap-zap.ts";

export { kernelsOf } from "./kernelsOf.ts";
export {
  type Expectation,
  type Scenario,
  type ScenarioCover,
  scenario,
  type Thread,
  type WrittenScenario,
} from "./Scenario.ts";
export { systemOf } from "./systemOf.ts";

/** All scenarios, in the order of the mail's questions. */
export const scenarios: readonly Scenario[] = [
  populate,
  forkShared,
  forkCopied,
  forkRace,
  forkUffdWp,
  zapRace,
  gupWrite,
  longtermWrite,
  fsyncDurability,
  fsyncThreads,
  fsyncProcess,
  fsyncTwo,
  fsyncMapped,
  msyncMapped,
  msyncChild,
  msyncThreads,
  mprotectFsync,
  journalWrites,
  journalZap,
  journalReference,
  mkwriteRace,
  zapFsync,
  zapZap,
  unmapAccess,
  unmapMadvise,
  lockExclusion,
  cow,
  cowThreads,
  cowRmap,
  cowZap,
  forkVmaLock,
  forkDontneed,
  dontneedRace,
  gupRead,
  vmspliceChild,
  vmspliceParent,
  pinFork,
  pinDontneed,
  pinMprotect,
  mprotectThreads,
  pinClearRefs,
  clearRefs,
  clearRefsShared,
  forcedClearRefs,
  forcedUffdWp,
  pinRead,
  pinReadThreads,
  pinReadShort,
  pinReadFast,
  gupFastFork,
  dirtyCow,
  dirtyCowWritable,
  forcedFork,
  dirtyZeroPage,
  uffdContinue,
  uffdWriteprotect,
  forcedShared,
  forkZapped,
  unmapReference,
  openShared,
  openSharedThreads,
  openPrivate,
];
