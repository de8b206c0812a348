import type { Mapping } from "./mappings.ts";
import type { Switches } from "./Switches.ts";
import type { Cpu, Mm } from "./state.ts";

/** The kernel, and what of the machine and the mapping is fixed in a scenario. */
export interface Kernel extends Switches {
  readonly mapping: Mapping;
  /** Which CPUs run threads of an mm, so may hold its translations. */
  mm_cpumask(mm: Mm): readonly Cpu[];
}

export type KernelName = (typeof kernelNames)[number];
export const kernelNames = ["5.12", "6.1", "6.12"] as const;

/** A switch that a release turned on, with its source. */
export interface Release {
  readonly switch: keyof Switches;
  readonly since: string;
  readonly what: string;
  readonly source: string;
}

export const releases: readonly Release[] = [
  {
    switch: "madvPopulate",
    since: "5.14",
    what: "MADV_POPULATE_READ and MADV_POPULATE_WRITE",
    source: "mm/madvise.c: madvise_populate()",
  },
  {
    switch: "uffdWpCopy",
    since: "5.19",
    what: "userfaultfd-wp on shmem; fork copies such PTEs",
    source: "mm/memory.c: vma_needs_copy()",
  },
  {
    switch: "delayRmap",
    since: "6.2",
    what: "zap removes the rmap of dirty file pages after the TLB flush",
    source: "mm/memory.c: zap_pte_range(); mm/mmu_gather.c: tlb_flush_rmaps(); 5df397dec7c4",
  },
  {
    switch: "uffdWpWritenotify",
    since: "6.2",
    what: "userfaultfd-wp VMAs get write notification",
    source: "mm/mmap.c: vma_wants_writenotify(); 51d3d5eb74ff",
  },
];

/** True in every release: changed by proposals and by other hardware only. */
const always: Switches = {
  delayRmap: false,
  uffdWpWritenotify: false,
  uffdWpCopy: false,
  madvPopulate: false,
  copySharedPtes: false,
  follTouch: true,
  forkWriteProtects: false,
  cleanStoreRewalks: true,
};

/** The switches of a release, in the order of the releases: 6.2 comes before 6.12. */
export function switchesOf(name: KernelName): Switches {
  const on = releases.filter(({ since }) => isAtLeast(name, since));
  return { ...always, ...Object.fromEntries(on.map((release) => [release.switch, true])) };
}

export function isAtLeast(release: string, since: string): boolean {
  const [major, minor] = release.split(".").map(Number);
  const [sinceMajor, sinceMinor] = since.split(".").map(Number);
  return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
}
