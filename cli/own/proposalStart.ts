/** What `npx ptecheck init proposal` writes: JavaScript as well as TypeScript. */
export const proposalStart = (
  id: string,
): string => `// A proposal: a change of the kernel, to be checked before it is made. Check it with
//   npx ptecheck check zap-race --proposal <this file>
// An editor shows what fits where ptecheck is installed beside it (npm install).
import {
  extend,
  flush_tlb_page,
  page_remove_rmap,
  proposal,
  pte_unmap_unlock,
  zap_pte_range,
} from "ptecheck/model";
// More words to write steps with (call, waitUntil, bool, index, ...): import { call } from "ptecheck/language"

export default proposal({
  id: "${id}",
  what: "zap drops the page-table lock, then flushes the TLB, then removes the rmap",
  why: "The IPIs of the flush would no longer be sent under the lock.",
  // Every procedure of the model can be changed: see model/operations/ of the package for their steps.
  changes: [
    extend(zap_pte_range, {
      steps: {
        // A name that zap_pte_range() has replaces that step. A step is atomic: others run between two.
        // It sees mm, vma, folio, local, self, kernel and the whole state s, and returns the next step.
        set_page_dirty: (context, original) => {
          original(context); // Does what the kernel does; where it would go on is dropped here.
          return "unlock_early";
        },
        // New names are new steps.
        unlock_early: ({ mm }) => {
          pte_unmap_unlock(mm);
          return "flush_unlocked";
        },
        flush_unlocked: ({ mm, local }) => {
          flush_tlb_page(mm, local.addr);
          local.cleared_ptes = false; // Nothing is left for tlb_finish_mmu() to flush.
          return "remove_rmap_last";
        },
        remove_rmap_last: ({ folio }) => {
          page_remove_rmap(folio);
          return "done";
        },
      },
    }),
    // One step alone: replaceStep(zap_pte_range, "page_remove_rmap", (context, original) => original(context))
  ],
  // What a release or the hardware decides is a switch: switches: { delayRmap: true }
});
`;
