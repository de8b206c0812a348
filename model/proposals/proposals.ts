import type { Proposal } from "../Proposal.ts";

/** Changes that someone might make, to be checked before they are made. */
export const proposals: readonly Proposal[] = [
  {
    id: "fork-write-protects",
    what: "fork copies a shared PTE as pte_mkclean(pte_wrprotect(pte))",
    why: "A child whose PTE is never writable but clean would make the mail's question moot.",
    switches: { forkWriteProtects: true },
  },
  {
    id: "no-foll-touch",
    what: "GUP with FOLL_WRITE no longer marks a page dirty that is dirty nowhere",
    why: "The mail asks whether MADV_POPULATE_WRITE needs FOLL_TOUCH.",
    breaks: [{ scenario: "populate", mapping: "shmem", laws: ["populate-write-dirties"] }],
    switches: { follTouch: false },
  },
  {
    id: "flush-before-rmap",
    what: "zap removes the rmap of a dirty file page only after the TLB flush, and nothing else changes",
    why: "It is the change of 6.2 alone, to see which of the changes since a release matters.",
    switches: { delayRmap: true },
  },
];
