/** What differs between releases, proposals and machines, as far as this model goes. */
export interface Switches {
  /** zap drops the rmap of a dirty file page only after the TLB flush. */
  readonly delayRmap: boolean;
  /** A VMA registered for userfaultfd-wp wants write notification: its page protection lacks write. */
  readonly uffdWpWritenotify: boolean;
  /** vma_needs_copy(): fork copies PTEs of a shmem VMA that is registered for userfaultfd-wp. */
  readonly uffdWpCopy: boolean;
  /** MADV_POPULATE_(READ|WRITE) exist. */
  readonly madvPopulate: boolean;
  /** Fork copies the PTEs of this mapping: it stands for VM_MIXEDMAP, VM_PFNMAP and guard regions. */
  readonly copySharedPtes: boolean;
  /** A write through GUP to a page that is dirty nowhere marks it dirty (FOLL_TOUCH). */
  readonly follTouch: boolean;
  /** The child's copy of a shared PTE is also write-protected. */
  readonly forkWriteProtects: boolean;
  /** Hardware: a store through a clean writable TLB entry walks again, and faults if it must. */
  readonly cleanStoreRewalks: boolean;
}
