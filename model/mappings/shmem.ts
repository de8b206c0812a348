import { rules } from "../kernels/index.ts";
import type { Switches } from "../Switches.ts";
import type { Mapping } from "./Mapping.ts";

/** A shared mapping without write notification. */
export function shmem({ copySharedPtes }: Switches): Mapping {
  return {
    name: "shmem",
    what: "tmpfs, memfd, shared anonymous memory: no page_mkwrite, no writeback",
    vm_write: true,
    vm_shared: true,
    isSharedReadOnly: false,
    vm_file: true,
    vm_ops: { page_mkwrite: false },
    mkwriteDirties: false,
    pageProtWrite: true,
    canWriteback: false,
    reserves: false,
    journal: false,
    needsCopy: copySharedPtes,
    uffdWp: false,
    caveats: [
      "On shmem nothing here clears PG_dirty or writes the page, as there is no reclaim: what only reclaim can lose is never lost.",
    ],
  };
}

/** The same in a VMA whose PTEs userfaultfd may write-protect, and whose child stays registered. */
export function shmemUffdWp(switches: Switches): Mapping {
  const { uffdWpWritenotify, uffdWpCopy, copySharedPtes } = switches;
  return {
    ...shmem(switches),
    name: "shmem-uffd-wp",
    what: "shmem in a VMA that is registered for userfaultfd-wp, with UFFD_FEATURE_EVENT_FORK",
    since: rules.uffdWpCopy.since,
    pageProtWrite: !uffdWpWritenotify,
    needsCopy: uffdWpCopy || copySharedPtes,
  };
}
