export {
  folio_mark_dirty,
  folio_trylock,
  folio_unlock,
  storeData,
  writeThroughReference,
} from "./folio.ts";
export {
  mmap_read_trylock,
  mmap_read_unlock,
  mmap_write_downgrade,
  mmap_write_trylock,
  mmap_write_unlock,
} from "./mmap_lock.ts";
export {
  isPtlFree,
  pte_dirty,
  pte_write,
  ptep_get_and_clear,
  ptep_set_access_flags,
  set_pte_at,
  walkSets,
} from "./pte.ts";
export { flush_tlb_page, flushLocal, isCached, mayBeCached } from "./tlb.ts";
