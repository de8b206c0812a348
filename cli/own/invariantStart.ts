/** What `npx ptecheck init invariant` writes: JavaScript as well as TypeScript. */
export const invariantStart = (
  id: string,
): string => `// An invariant: a law of every state. Check it with
//   npx ptecheck check zap-race --invariant <this file>
// An editor shows what fits where ptecheck is installed beside it (npm install).
import { invariant } from "ptecheck";
import { every, some } from "ptecheck/language";
import { cached, page, pte_write } from "ptecheck/model";

export default invariant({
  id: "${id}",
  // One sentence, positive: what is always so.
  statement:
    "A CPU that may store without a walk has a writable PTE behind it, or somebody holds the page-table lock.",
  why: "Only who holds the lock may leave a TLB with more than the PTE allows, until it has flushed.",
  source: "mm/memory.c: zap_pte_range(); mm/rmap.c: page_vma_mkclean_one()",
  doesNotSay: "Anything about translations that only read, or that must walk before they store.",
  mappings: ["write-notify", "shmem"],
  // Of every state. A law of steps has over: "steps", procedures: [zap_pte_range], and
  // holds: (before, after) => ..., which is asked where one of these procedures has taken a step.
  over: "states",
  // When it says something at all: where this is never true, the verdict is vacuous.
  antecedent: ({ s }) => some(s.tlb, (tlb) => some(tlb, (mm) => mm[page][cached].writeDirty)),
  // s is the whole state, actors is who runs: some(actors, (actor) => actor.is(fsyncOver)) asks for a fact
  // that procedures declare (model/facts.ts of the package), actor.at(zap_pte_range, "set_page_dirty") for a step.
  holds: ({ s }) =>
    every(
      s.mm,
      ({ pte, ptl }, mm) =>
        pte_write(pte[page]) ||
        ptl !== null ||
        !some(s.tlb, (tlb) => tlb[mm][page][cached].writeDirty),
    ),
  // What is against it in a state in which it is false: traces end with it. It may be left out.
  wrong: () => "a CPU may store without a walk, behind a PTE that is not writable, and no lock is held",
});
`;
