import { anonWritableIsExclusive } from "./anon-writable-is-exclusive.ts";
import { dirtyPteIsRecorded } from "./dirty-pte-is-recorded.ts";
import { exclusiveIsUnshared } from "./exclusive-is-unshared.ts";
import { forkKeepsDirty } from "./fork-keeps-dirty.ts";
import { freeFrameIsUnreachable } from "./free-frame-is-unreachable.ts";
import { fsKnowsDirty } from "./fs-knows-dirty.ts";
import { fsKnowsWritable } from "./fs-knows-writable.ts";
import { fsyncDurable } from "./fsync-durable.ts";
import { gupReferenceIsIsolated } from "./gup-reference-is-isolated.ts";
import type { Invariant } from "./Invariant.ts";
import { iMmapExcludes } from "./i-mmap-excludes.ts";
import { locksBalanced } from "./locks-balanced.ts";
import { mapcountIsPresentPtes } from "./mapcount-is-present-ptes.ts";
import { mkcleanComplete } from "./mkclean-complete.ts";
import { mmapLockExcludes } from "./mmap-lock-excludes.ts";
import { munmapLeavesNothing } from "./munmap-leaves-nothing.ts";
import { noLostStore } from "./no-lost-store.ts";
import { noneIsFlushed } from "./none-is-flushed.ts";
import { pinnedPageStays } from "./pinned-page-stays.ts";
import { pinsAreCounted } from "./pins-are-counted.ts";
import { populateWriteDirties } from "./populate-write-dirties.ts";
import { privateMemoryIsOwn } from "./private-memory-is-own.ts";
import { privateStoresStayPrivate } from "./private-stores-stay-private.ts";
import { ptlExcludes } from "./ptl-excludes.ts";
import { readsMakeNoCopy } from "./reads-make-no-copy.ts";
import { refcountBalances } from "./refcount-balances.ts";
import { refcountCoversUsers } from "./refcount-covers-users.ts";
import { rmapFindsPtes } from "./rmap-finds-ptes.ts";
import { sharedFramesStayClean } from "./shared-frames-stay-clean.ts";
import { sharedMappingHasNoCopy } from "./shared-mapping-has-no-copy.ts";
import { staleTranslationAwaitsFlush } from "./stale-translation-awaits-flush.ts";
import { tagFollowsDirty } from "./tag-follows-dirty.ts";
import { unmappedHasNoWritableTlb } from "./unmapped-has-no-writable-tlb.ts";
import { vmaLockExcludes } from "./vma-lock-excludes.ts";
import { writableImpliesDirty } from "./writable-implies-dirty.ts";
import { writableImpliesDirtySomewhere } from "./writable-implies-dirty-somewhere.ts";
import { writableNeedsVmWrite } from "./writable-needs-vm-write.ts";
import { writeNotify } from "./write-notify.ts";
import { writebackIsIo } from "./writeback-is-io.ts";
import { zapLeavesNoTranslation } from "./zap-leaves-no-translation.ts";

export { type Invariant, invariant } from "./Invariant.ts";
export { someDirtyPte } from "./questions.ts";

/** All laws, in the order in which they are listed and documented. */
export const invariants: readonly Invariant[] = [
  writableImpliesDirty,
  writableImpliesDirtySomewhere,
  writeNotify,
  fsKnowsWritable,
  fsKnowsDirty,
  noLostStore,
  fsyncDurable,
  mkcleanComplete,
  forkKeepsDirty,
  unmappedHasNoWritableTlb,
  noneIsFlushed,
  zapLeavesNoTranslation,
  staleTranslationAwaitsFlush,
  mapcountIsPresentPtes,
  rmapFindsPtes,
  munmapLeavesNothing,
  dirtyPteIsRecorded,
  tagFollowsDirty,
  writebackIsIo,
  locksBalanced,
  mmapLockExcludes,
  vmaLockExcludes,
  ptlExcludes,
  iMmapExcludes,
  populateWriteDirties,
  privateMemoryIsOwn,
  gupReferenceIsIsolated,
  pinnedPageStays,
  pinsAreCounted,
  privateStoresStayPrivate,
  sharedFramesStayClean,
  sharedMappingHasNoCopy,
  readsMakeNoCopy,
  writableNeedsVmWrite,
  anonWritableIsExclusive,
  exclusiveIsUnshared,
  refcountCoversUsers,
  refcountBalances,
  freeFrameIsUnreachable,
];
