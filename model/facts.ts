import { fact } from "./language/index.ts";

// What operations declare of their steps, for laws to ask. A law that needs another one adds it here.

/** A zap or a writer has taken note of data that is newer than the disk, and is yet to record it. */
export const dataInHand = fact("is about to record that the folio is dirty");

/** A reference was written through and is not yet given back: its user marks the folio dirty. */
export const referenceWritten = fact("has written through a reference that it still holds");

/** folio_mkclean() is over, or was skipped, and the folio lock is still held. */
export const cleanedForIo = fact("has cleaned all PTEs of the folio and holds its lock");

/** MADV_POPULATE_WRITE has found its page mapped for writing. */
export const populatedForWriting = fact("has populated the page for writing");

/** fsync() is about to return. */
export const fsyncOver = fact("returns from fsync()");

/** A zap is over, but for the mmap_lock. */
export const zapOver = fact("has finished a zap");

/** munmap() is over, but for the mmap_lock. */
export const unmapped = fact("has unmapped its page");

/** A thread in user space, or a kernel thread without work. */
export const atRest = fact("is at rest");
