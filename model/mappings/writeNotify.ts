import type { Switches } from "../Switches.ts";
import type { Mapping } from "./Mapping.ts";

/** A shared mapping of a file whose file system wants to hear of the first store. */
export function writeNotify({ copySharedPtes, writeNotify: notifies }: Switches): Mapping {
  return {
    name: "write-notify",
    what: "a file of ext4, XFS, btrfs …: page_mkwrite, mkclean, fsync",
    vm_write: true,
    vm_shared: true,
    isSharedReadOnly: false,
    vm_file: true,
    vm_ops: { page_mkwrite: notifies },
    mkwriteDirties: true,
    pageProtWrite: !notifies,
    canWriteback: true,
    reserves: false,
    journal: false,
    needsCopy: copySharedPtes,
    uffdWp: false,
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

/** page_mkwrite reserves blocks for the page; writeback allocates them, and the next store must ask again. */
export function writeNotifyDelalloc(switches: Switches): Mapping {
  return {
    ...writeNotify(switches),
    name: "write-notify-delalloc",
    what: "ext4 with delayed allocation: page_mkwrite reserves blocks, writeback uses them up",
    reserves: true,
    caveats: [
      "Of buffers there is only whether blocks are reserved for them: no allocation, journal or error.",
    ],
  };
}

/** fs/ext2/file.c, fs/ext3/file.c: generic_file_mmap(), whose vm_ops have had a page_mkwrite since 3.6. */
export function hookless(switches: Switches): Mapping {
  return {
    ...writeNotify(switches),
    name: "hookless",
    what: "a file of ext2, ext3 or vfat before 3.6: write notification without page_mkwrite",
    vm_ops: { page_mkwrite: false },
    mkwriteDirties: false,
    caveats: [
      "Since 3.6 few file systems are like this: generic_file_vm_ops has filemap_page_mkwrite().",
    ],
  };
}

/** fs/jbd/commit.c: journal_submit_data_buffers() writes buffers in their order, without the page lock. */
export function hooklessJournal(switches: Switches): Mapping {
  return {
    ...hookless(switches),
    name: "hookless-journal",
    what: "a file of ext3 with data=ordered: the journal may write its buffers, past PG_dirty",
    journal: true,
    caveats: [
      "One buffer for the page; of the journal only that it writes dirty buffers whenever it likes.",
    ],
  };
}
