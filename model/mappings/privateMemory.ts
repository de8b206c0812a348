import type { Mapping } from "./Mapping.ts";

/** A file, MAP_PRIVATE: the page cache's page until it is written, then a copy of one's own. */
export function privateFile(): Mapping {
  return {
    name: "private-file",
    what: "a file mapped MAP_PRIVATE",
    vm_write: true,
    vm_shared: false,
    vm_file: true,
    vm_ops: { page_mkwrite: false },
    mkwriteDirties: false,
    pageProtWrite: false,
    canWriteback: false,
    reserves: false,
    journal: false,
    needsCopy: false,
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

/** No file: the zero page until it is written. */
export function anonymous(): Mapping {
  return {
    ...privateFile(),
    name: "anonymous",
    what: "private anonymous memory: the zero page until it is written",
    vm_file: false,
  };
}
