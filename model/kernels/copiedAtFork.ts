import type { Evidence } from "./Rule.ts";
import { isSince } from "./releaseNamed.ts";
import { rules } from "./rules.ts";

/** A kind of shared mapping whose PTEs fork copies, although it could leave them to later faults. */
export interface CopiedAtFork {
  /** What it is, to be read in a list. */
  readonly what: string;
  /** The release since which it is so, if it was not always, and the one since which it is no more. */
  readonly since?: string;
  readonly until?: string;
  readonly source: string;
  readonly evidence: Evidence;
  /** The mapping of the model that is this one. */
  readonly mapping?: string;
}

const all: readonly CopiedAtFork[] = [
  {
    what: "VM_PFNMAP and VM_MIXEDMAP",
    source: "mm/memory.c: vma_needs_copy()",
    evidence: "read",
  },
  {
    what: "hugetlb",
    until: "6.0",
    source: "mm/memory.c: copy_page_range(); bcd51a3c679d",
    evidence: "read",
  },
  {
    what: "shmem under userfaultfd-wp with UFFD_FEATURE_EVENT_FORK",
    since: rules.uffdWpCopy.since,
    source: rules.uffdWpCopy.source,
    evidence: rules.uffdWpCopy.evidence,
    mapping: "shmem-uffd-wp",
  },
  {
    what: "any file under userfaultfd-wp with UFFD_FEATURE_WP_ASYNC and UFFD_FEATURE_EVENT_FORK",
    since: "6.7",
    source: "include/linux/userfaultfd_k.h: vma_can_userfault()",
    evidence: "read",
  },
  {
    what: "files with a guard region",
    since: "6.15",
    source: "mm/madvise.c: madvise_guard_install() sets anon_vma",
    evidence: "mail",
  },
];

/** What fork copies of shared mappings in a release: all else it leaves to later faults. */
export function copiedAtFork(kernel: string): readonly CopiedAtFork[] {
  const isIn = (release: string | undefined) => release !== undefined && isSince(kernel, release);
  return all.filter(({ since, until }) => (since === undefined || isIn(since)) && !isIn(until));
}
