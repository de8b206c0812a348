export { allocate_blocks, reserve_blocks, submit_bh, test_clear_buffer_dirty } from "./buffers.ts";
export {
  clear_user_highpage,
  copy_user_highpage,
  forgetData,
  holdSame,
  inheritData,
  storeData,
  storeForeign,
  storePrivately,
  writeThroughReference,
} from "./data.ts";
export {
  alloc_page,
  folio_get,
  folio_lock,
  folio_mark_dirty,
  folio_maybe_dma_pinned,
  folio_put,
  folio_test_anon,
  folio_test_clear_dirty,
  folio_test_dirty,
  folio_test_writeback,
  folio_trylock,
  folio_unlock,
  folio_wait_locked,
  folio_wait_writeback,
  my_zero_pfn,
} from "./folio.ts";
export {
  mmap_read_lock,
  mmap_read_unlock,
  mmap_write_downgrade,
  mmap_write_lock,
  mmap_write_unlock,
} from "./mmap_lock.ts";
export {
  pte_dirty,
  pte_mkclean,
  pte_mkold,
  pte_mkyoung,
  pte_none,
  pte_offset_map,
  pte_offset_map_lock,
  pte_page,
  pte_present,
  pte_same,
  pte_unmap_unlock,
  pte_write,
  pte_wrprotect,
  pte_young,
  ptep_get_and_clear,
  ptep_set_access_flags,
  ptep_set_wrprotect,
  set_pte_at,
  walkSets,
} from "./pte.ts";
export {
  heldReference,
  putReference,
  set_page_dirty_lock,
  try_grab_page,
  writeReference,
} from "./reference.ts";
export {
  folio_mapped,
  page_add_file_rmap,
  page_add_new_anon_rmap,
  page_remove_rmap,
  page_try_dup_anon_rmap,
} from "./rmap.ts";
export {
  dec_tlb_flush_pending,
  flush_tlb_mm,
  flush_tlb_page,
  flushLocal,
  isTranslation,
  mayBeCached,
  mm_tlb_flush_nested,
  mm_tlb_flush_pending,
  tlb_delay_rmap,
  tlb_finish_mmu,
  tlb_gather_mmu,
} from "./tlb.ts";
export {
  anon_vma_prepare,
  i_mmap_lock_read,
  i_mmap_unlock_read,
  unlink_file_vma,
  vma_interval_tree_insert_after,
  vma_is_anonymous,
  vma_needs_copy,
} from "./vma.ts";
export { lock_vma_under_rcu, vma_end_read, vma_start_read, vma_start_write } from "./vma_lock.ts";
