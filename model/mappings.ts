import { rules } from "./kernels/index.ts";
import type { Switches } from "./Switches.ts";

/** What a MAP_SHARED mapping is, as far as faults, fork and writeback ask (semantics by vm_ops). */
export interface Mapping {
  readonly name: MappingName;
  readonly what: string;
  /** The release since which there is such a mapping; without it, in every kernel. */
  readonly since?: string;
  /** Is there a page_mkwrite? Then a write fault asks the file system first, which locks and dirties. */
  readonly vm_ops: { readonly page_mkwrite: boolean };
  /** Does page_mkwrite dirty the folio, or is that left to fault_dirty_shared_page()? */
  readonly mkwriteDirties: boolean;
  /** Does vm_page_prot hold write, so that a read fault installs a writable PTE? */
  readonly pageProtWrite: boolean;
  /** mapping_can_writeback(): does the flusher write it, and does fsync() mean anything? */
  readonly canWriteback: boolean;
  /** vma_needs_copy(): does fork copy its PTEs? */
  readonly needsCopy: boolean;
}

export type MappingName = (typeof mappingNames)[number];
export const mappingNames = [
  "write-notify",
  "write-notify-late",
  "shmem",
  "shmem-uffd-wp",
] as const;

/** Those with page_mkwrite and writeback. */
export const writeNotifying: readonly MappingName[] = ["write-notify", "write-notify-late"];

/** A mapping under the switches of a kernel. */
export function mappingOf(name: MappingName, switches: Switches): Mapping {
  switch (name) {
    case "write-notify":
      return {
        name,
        what: "a file of ext4, XFS, btrfs …: page_mkwrite, mkclean, fsync",
        vm_ops: { page_mkwrite: true },
        mkwriteDirties: true,
        pageProtWrite: false,
        canWriteback: true,
        needsCopy: switches.copySharedPtes,
      };
    // fs/ext4/inode.c: ext4_page_mkwrite() returns at once if all buffers of the folio are mapped, where
    // there is no delayed allocation: in 6.1 and 6.12, and in all before them since 2011.
    case "write-notify-late":
      return {
        ...mappingOf("write-notify", switches),
        name,
        what: "ext4 with nodelalloc or near ENOSPC: page_mkwrite locks, and leaves dirtying for later",
        mkwriteDirties: false,
      };
    case "shmem":
      return {
        name,
        what: "tmpfs, memfd, shared anonymous memory: no page_mkwrite, no writeback",
        vm_ops: { page_mkwrite: false },
        mkwriteDirties: false,
        pageProtWrite: true,
        canWriteback: false,
        needsCopy: switches.copySharedPtes,
      };
    case "shmem-uffd-wp":
      return {
        name,
        what: "shmem in a VMA that is registered for userfaultfd-wp, with UFFD_FEATURE_EVENT_FORK",
        since: rules.uffdWpCopy.since,
        vm_ops: { page_mkwrite: false },
        mkwriteDirties: false,
        pageProtWrite: !switches.uffdWpWritenotify,
        canWriteback: false,
        needsCopy: switches.uffdWpCopy || switches.copySharedPtes,
      };
  }
}

/** What is left out of a mapping, and matters to whoever believes a verdict on it. */
export function caveatsOf(name: MappingName): readonly string[] {
  switch (name) {
    case "write-notify":
      return [
        "page_mkwrite dirties the folio under its lock, as block_page_mkwrite() and iomap do; file-system buffers, journals and errors are left out.",
      ];
    case "write-notify-late":
      return [
        "File-system buffers, journals and errors are left out; all buffers of the folio are taken to be mapped.",
      ];
    case "shmem":
    case "shmem-uffd-wp":
      return [
        "On shmem nothing here clears PG_dirty or writes the page, as there is no reclaim: what only reclaim can lose is never lost.",
      ];
  }
}
