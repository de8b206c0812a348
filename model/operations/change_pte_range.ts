import {
  pte_offset_map_lock,
  pte_present,
  pte_unmap_unlock,
  ptep_set_wrprotect,
} from "../primitives/index.ts";
import type { Mm, Vaddr } from "../state/index.ts";

/** mm/mprotect.c: change_pte_range(), as far as it takes write away: under the page-table lock, without a flush. */
export function change_pte_range(mm: Mm, addr: Vaddr): void {
  const pte = pte_offset_map_lock(mm, addr);
  if (pte_present(pte)) ptep_set_wrprotect(mm, addr);
  pte_unmap_unlock(mm);
}

/** What it did, by what it has called. */
export function toldProtection({ called }: { readonly called: (name: string) => boolean }): string {
  return called("ptep_set_wrprotect")
    ? "ptep_set_wrprotect()"
    : "the PTE is none: nothing to protect";
}
