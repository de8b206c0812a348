import type { Rule } from "./Rule.ts";

const table = {
  madvPopulate: {
    meaning: "MADV_POPULATE_READ and MADV_POPULATE_WRITE exist",
    since: "5.14",
    commit: "4ca9b3859dac",
    source: "mm/madvise.c: madvise_populate()",
    evidence: "read",
  },
  uffdWpCopy: {
    meaning: "userfaultfd-wp on shmem; fork copies such PTEs if the child's VMA stays registered",
    since: "5.19",
    commit: "c56d1b62cce8",
    source: "mm/memory.c: vma_needs_copy(); fs/userfaultfd.c: dup_userfaultfd()",
    evidence: "read",
    limit: "The child's VMA stays registered only with UFFD_FEATURE_EVENT_FORK.",
  },
  delayRmap: {
    meaning: "zap removes the rmap of dirty file pages after the TLB flush",
    since: "6.2",
    commit: "5df397dec7c4",
    source: "mm/memory.c: zap_pte_range(); mm/mmu_gather.c: tlb_flush_rmaps()",
    evidence: "read",
    limit:
      "PTE-mapped pages only: mm/huge_memory.c: zap_huge_pmd() keeps the old order, in 6.12 too.",
  },
  uffdWpWritenotify: {
    meaning: "userfaultfd-wp VMAs get write notification: their vm_page_prot lacks write",
    since: "6.2",
    commit: "51d3d5eb74ff",
    source: "mm/mmap.c: vma_wants_writenotify()",
    evidence: "read",
    backports: [
      {
        release: "6.1.8",
        source: "ChangeLog-6.1.8: 622a792ac8e1, and mm/mmap.c of 6.1.192",
        evidence: "read",
      },
    ],
  },
  faultDirtiesPte: {
    meaning: "a read fault installs a writable PTE dirty, if the folio is dirty already",
    since: "6.16",
    commit: "4e92030c05dc",
    source: "mm/memory.c: set_pte_range()",
    evidence: "mail",
  },
} satisfies Record<string, Rule>;

/** The names of the rules. */
export type RuleName = keyof typeof table;

/** What differs between releases, in their order. One line here, and its use in a step, is a rule. */
export const rules: Readonly<Record<RuleName, Rule>> = table;

/** Which rules a kernel has. */
export type Rules = Readonly<Record<RuleName, boolean>>;

/** The rules by name, in their order. */
export const ruleNames = Object.keys(table) as readonly RuleName[];

/** The rules of which something is true. */
export function rulesWhere(isSo: (rule: Rule, name: RuleName) => boolean): Rules {
  const values = ruleNames.map((name) => [name, isSo(rules[name], name)]);
  return Object.fromEntries(values) as Record<RuleName, boolean>;
}
