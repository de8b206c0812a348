import type { Mapping } from "./Mapping.ts";

/** A file, MAP_PRIVATE: the page cache's page until it is written, then a copy of one's own. */
export function privateFile(): Mapping {
  return {
    name: "private-file",
    what: "a file mapped MAP_PRIVATE",
    vm_write: true,
    vm_shared: false,
    isSharedReadOnly: false,
    vm_file: true,
    vm_ops: { page_mkwrite: false },
    mkwriteDirties: false,
    pageProtWrite: false,
    canWriteback: false,
    reserves: false,
    journal: false,
    needsCopy: false,
    uffdWp: false,
    caveats: [
      "One page, and no reclaim, swap, migration or KSM: they share and move pages of private memory too.",
    ],
  };
}

/** The same where one may not write: a forced write makes a copy too, but it stays read-only. */
export function privateFileReadOnly(): Mapping {
  return {
    ...privateFile(),
    name: "private-file-ro",
    what: "a file mapped MAP_PRIVATE and read-only",
    vm_write: false,
  };
}

/**
 * A file, MAP_SHARED, opened for writing and mapped read-only. What tells it from a private one is whose the page is
 * that a forced write copies; who may not store copies nothing else.
 */
export function sharedFileReadOnly(): Mapping {
  return {
    ...privateFileReadOnly(),
    name: "shared-file-ro",
    what: "a file that is open for writing, mapped MAP_SHARED and read-only",
    isSharedReadOnly: true,
    caveats: [
      "One page, and no writeback or reclaim. A forced write to a page that is not mapped copies it at once; the kernel mapped it first, read-only.",
    ],
  };
}

/** No file: the zero page until it is written. */
export function anonymous(): Mapping {
  return {
    ...privateFile(),
    name: "anonymous",
    what: "private anonymous memory: the zero page until it is written",
    vm_file: false,
  };
}

/** The same in a VMA that is registered for userfaultfd-wp. */
export function anonymousUffdWp(): Mapping {
  return {
    ...anonymous(),
    name: "anonymous-uffd-wp",
    what: "private anonymous memory that is registered for userfaultfd-wp",
    since: "5.7",
    uffdWp: true,
    caveats: [
      "One page. PTEs have no uffd-wp bit: whoever faults finds the protection taken back already.",
    ],
  };
}
