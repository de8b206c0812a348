export { fault, load, store } from "./access.ts";
export { do_anonymous_page } from "./anonymous.ts";
export { change_pte_range } from "./change_pte_range.ts";
export { clear_refs } from "./clear_refs.ts";
export { do_cow_fault, do_wp_page } from "./cow.ts";
export { __do_fault, do_no_page } from "./do_no_page.ts";
export { do_user_addr_fault, handle_mm_fault } from "./fault.ts";
export {
  do_page_mkwrite,
  do_read_fault,
  do_set_pte,
  do_shared_fault,
  fault_dirty_shared_page,
  wp_page_shared,
} from "./file_fault.ts";
export { dup_mmap } from "./fork.ts";
export { get_user_pages, gup_write, madvise_populate } from "./gup.ts";
export { gup_fast } from "./gup_fast.ts";
export { disk, speculation } from "./hardware.ts";
export { mprotect } from "./mprotect.ts";
export { mem_write, take_reference, use_reference } from "./reference.ts";
export { uffd_continue } from "./uffd_continue.ts";
export { uffd_writeprotect } from "./uffd_writeprotect.ts";
export { user_thread } from "./user_thread.ts";
export {
  clear_page_dirty_for_io,
  flusher,
  folio_clear_dirty_for_io,
  folio_mkclean,
  fsync,
  kjournald,
  write_cache_pages,
} from "./writeback.ts";
export { madvise_dontneed, munmap, zap_pte_range } from "./zap.ts";
