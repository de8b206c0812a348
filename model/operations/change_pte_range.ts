import { procedure } from "../current.ts";
import { dataInHand } from "../facts.ts";
import { copy, index } from "../language/index.ts";
import {
  pte_offset_map_lock,
  pte_present,
  pte_unmap_unlock,
  pte_wrprotect,
  ptep_get_and_clear,
  ptep_set_wrprotect,
  set_pte_at,
} from "../primitives/index.ts";
import { Pte, Vaddr } from "../state/index.ts";

/**
 * As far as it takes write away: under the page-table lock, without a flush. The entry is none for a moment, so that
 * hardware sets no bit that would get lost: writeback might see that. Of private memory it is one step: a fault that
 * sees it gets a page in vain.
 */
export const change_pte_range = procedure("change_pte_range", "mm/mprotect.c: change_pte_range()", {
  params: { addr: index(Vaddr) },
  locals: { ptent: Pte },
  facts: [{ fact: dataInHand, at: ["ptep_modify_prot_commit"] }],
  steps: {
    ptep_modify_prot_start: ({ mm, vma, local: { addr, ptent } }) => {
      const pte = pte_offset_map_lock(mm, addr);
      if (pte_present(pte) && vma.vm_shared) {
        copy(ptent, ptep_get_and_clear(mm, addr));
        return "ptep_modify_prot_commit";
      }
      if (pte_present(pte)) ptep_set_wrprotect(mm, addr);
      pte_unmap_unlock(mm);
      return "done";
    },
    ptep_modify_prot_commit: ({ mm, local: { addr, ptent } }) => {
      if (pte_present(ptent)) set_pte_at(mm, addr, pte_wrprotect(ptent));
      pte_unmap_unlock(mm);
      return "done";
    },
  },
  says: {
    ptep_modify_prot_start: {
      done: ({ called }) =>
        called("ptep_set_wrprotect")
          ? "ptep_set_wrprotect()"
          : "the PTE is none: nothing to protect",
      ptep_modify_prot_commit: "ptep_get_and_clear(): the PTE is none meanwhile",
    },
    ptep_modify_prot_commit: "set_pte_at() puts the PTE back, -W",
  },
});
