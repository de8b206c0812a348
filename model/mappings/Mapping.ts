import type { MappingName } from "./names.ts";

/** What a mapping is, as far as faults, fork and writeback ask: vm_flags, vm_ops, vm_page_prot. */
export interface Mapping {
  readonly name: MappingName;
  readonly what: string;
  /** The release since which there is such a mapping; without it, in every kernel. */
  readonly since?: string;
  /** VM_WRITE. */
  readonly vm_write: boolean;
  /** VM_SHARED: every mm has the same page. Else a store makes a copy of one's own. */
  readonly vm_shared: boolean;
  /** Is it VM_SHARED all the same, where nobody may store? Then only a forced write could make a copy. */
  readonly isSharedReadOnly: boolean;
  /** Is there a file behind it? Else it is anonymous memory. */
  readonly vm_file: boolean;
  /** Is there a page_mkwrite? Then a write fault asks the file system first, which locks and dirties. */
  readonly vm_ops: { readonly page_mkwrite: boolean };
  /** Does page_mkwrite dirty the folio, or is that left to fault_dirty_shared_page()? */
  readonly mkwriteDirties: boolean;
  /** Does vm_page_prot hold write, so that a read fault installs a writable PTE? */
  readonly pageProtWrite: boolean;
  /** mapping_can_writeback(): does the flusher write it, and does fsync() mean anything? */
  readonly canWriteback: boolean;
  /** Does page_mkwrite reserve blocks, which writeback uses up? */
  readonly reserves: boolean;
  /** Has the folio buffers that the journal may write by itself (fs/jbd/commit.c)? */
  readonly journal: boolean;
  /** vma_needs_copy(): does fork copy its PTEs, also where there is no anon_vma? */
  readonly needsCopy: boolean;
  /** userfaultfd_wp(): is its VMA registered for userfaultfd-wp, as far as its faults ask? */
  readonly uffdWp: boolean;
  /** What is left out, and matters to whoever believes a verdict on it. */
  readonly caveats: readonly string[];
}
