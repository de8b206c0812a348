import { array, bool, lock, oneOf, record } from "../language/index.ts";
import { Actor } from "./domains.ts";

/**
 * What of the data a copy outside the page cache holds: is it the latest store to the page? Each fsync()
 * has made a promise of its own, to its caller.
 */
const Copy = {
  /** Of those that CPUs made through a mapping. */
  latestStore: bool,
  /** Of those made through a reference taken with get_user_pages(). */
  latestGupWrite: bool,
  /** Does it hold every store that was complete when this actor's running fsync() began? */
  coversSync: array(Actor, bool),
};

/** The file: its i_mmap tree, its block, the I/O, and who is in fsync(). */
export const file = {
  /** Who walks i_mmap under i_mmap_rwsem, for reading. */
  i_mmap_reader: lock(Actor),
  /** The file's block. Memory itself always holds the latest store: there is one folio. */
  disk: record(Copy),
  /** The I/O under PG_writeback: the device reads the folio at some time between start and end. */
  io: record({ phase: oneOf("none", "submitted", "read"), ...Copy }),
  /** Of the folio's buffers; only for mappings that ask (mapping.journal, mapping.reserves). */
  buffers: record({
    /** BH_Dirty: set with PG_dirty, cleared by writeback, and by the journal, which leaves PG_dirty alone. */
    dirty: bool,
    /** Has page_mkwrite reserved blocks since writeback used up the last ones? Asked by laws alone. */
    reserved: bool,
  }),
  /** Whose fsync() is between its begin and its return? Only then its coversSync means anything. */
  syncing: array(Actor, bool),
};
