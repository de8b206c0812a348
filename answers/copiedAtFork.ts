/** Which shared mappings fork copies, for which the scenario fork-copied stands. */
export const copiedAtFork =
  "VM_MIXEDMAP and VM_PFNMAP as mappings of their own: fork-copied is an ordinary page in a VMA that fork copies (mm/memory.c: vma_needs_copy()).";
