import { current, type Vma } from "../current.ts";
import { must, primitive, some, waitUntil } from "../language/index.ts";
import type { Mm } from "../state/index.ts";

// The lock of a VMA, since 6.4: include/linux/mm.h, include/linux/mmap_lock.h since 6.16.

/** mm/memory.c: vma_start_read(). Where nobody has locked the VMA for writing. */
export const vma_start_read = primitive(
  "include/linux/mm.h",
  function vma_start_read(mm: Mm): void {
    const { s, self } = current();
    const { vma_lock } = s.mm[mm];
    // The kernel would wait for the mmap_lock instead, which who has locked the VMA holds too.
    waitUntil(!vma_lock.written);
    vma_lock.readers[self.id] = true;
  },
);

/** One reader less. */
export const vma_end_read = primitive("include/linux/mm.h", function vma_end_read(mm: Mm): void {
  const { s, self } = current();
  const { readers } = s.mm[mm].vma_lock;
  must(readers[self.id], "vma_end_read() of a lock that the caller does not read under");
  readers[self.id] = false;
});

/** Waits for the readers; who calls it holds the mmap_lock for writing, and with that drops this. */
export const vma_start_write = primitive(
  "include/linux/mm.h",
  function vma_start_write(mm: Mm): void {
    const { s, self, kernel } = current();
    if (!kernel.vmaLock) return; // There is none.
    const { vma_lock, mmap_lock } = s.mm[mm];
    must(mmap_lock.writer === self.id, "vma_start_write() without the mmap_lock");
    waitUntil(!some(vma_lock.readers, (reads) => reads));
    vma_lock.written = true;
  },
);

/**
 * Does a fault go on with the VMA's lock alone? 6.4 asks for anonymous memory with an anon_vma. Since 6.7 any
 * VMA will do, but for a copy there must be an anon_vma, or the fault starts over with the mmap_lock.
 */
export function lock_vma_under_rcu(mm: Mm, vma: Vma, write: boolean): boolean {
  const { s, kernel } = current();
  if (!kernel.vmaLock || !s.mm[mm].mapped || !isForVmaLock(mm, vma, write)) return false;
  vma_start_read(mm);
  return true;
}

function isForVmaLock(mm: Mm, vma: Vma, write: boolean): boolean {
  const { s, kernel } = current();
  if (!vma.vm_file) return s.mm[mm].anon_vma;
  return kernel.vmaLockFiles && (vma.vm_shared || !write || s.mm[mm].anon_vma);
}
