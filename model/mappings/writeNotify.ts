import type { Switches } from "../Switches.ts";
import type { Mapping } from "./Mapping.ts";

/** A shared mapping of a file whose file system wants to hear of the first store. */
export function writeNotify({ copySharedPtes }: Switches): Mapping {
  return {
    name: "write-notify",
    what: "a file of ext4, XFS, btrfs …: page_mkwrite, mkclean, fsync",
    vm_write: true,
    vm_shared: true,
    vm_file: true,
    vm_ops: { page_mkwrite: true },
    mkwriteDirties: true,
    pageProtWrite: false,
    canWriteback: true,
    needsCopy: copySharedPtes,
    caveats: [
      "page_mkwrite dirties the folio under its lock, as block_page_mkwrite() and iomap do; file-system buffers, journals and errors are left out.",
    ],
  };
}

/**
 * fs/ext4/inode.c: ext4_page_mkwrite() returns at once if all buffers of the folio are mapped, where there
 * is no delayed allocation: in 6.1 and 6.12, and in all before them since 2011.
 */
export function writeNotifyLate(switches: Switches): Mapping {
  return {
    ...writeNotify(switches),
    name: "write-notify-late",
    what: "ext4 with nodelalloc or near ENOSPC: page_mkwrite locks, and leaves dirtying for later",
    mkwriteDirties: false,
    caveats: [
      "File-system buffers, journals and errors are left out; all buffers of the folio are taken to be mapped.",
    ],
  };
}
