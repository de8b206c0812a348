import { current, type Vma } from "../current.ts";
import { must, primitive, waitUntil } from "../language/index.ts";
import type { Mm } from "../state/index.ts";

/** Does fork copy the PTEs of the VMA? Else faults make them again. */
export const vma_needs_copy = primitive(
  "mm/memory.c",
  function vma_needs_copy(mm: Mm, vma: Vma): boolean {
    return vma.needsCopy || current().s.mm[mm].anon_vma;
  },
);

/** Is there no file behind it? A question that is no event. */
export function vma_is_anonymous(vma: Vma): boolean {
  return !vma.vm_file;
}

/** From now on fork copies the PTEs of the VMA. */
export const anon_vma_prepare = primitive("mm/rmap.c", function anon_vma_prepare(mm: Mm): void {
  current().s.mm[mm].anon_vma = true;
});

/** The folio lock, which all readers hold, makes them one. */
export const i_mmap_lock_read = primitive("include/linux/fs.h", function i_mmap_lock_read(): void {
  const { s, self } = current();
  must(
    s.i_mmap_reader === null,
    "i_mmap_lock_read() by a second reader, whom the state cannot tell",
  );
  s.i_mmap_reader = self.id;
});

/** By its owner only. */
export const i_mmap_unlock_read = primitive(
  "include/linux/fs.h",
  function i_mmap_unlock_read(): void {
    const { s, self } = current();
    must(
      s.i_mmap_reader === self.id,
      "i_mmap_unlock_read() of a lock that the caller does not hold",
    );
    s.i_mmap_reader = null;
  },
);

/** rmap finds the VMA of the child. */
export const vma_interval_tree_insert_after = primitive(
  "mm/interval_tree.c",
  function vma_interval_tree_insert_after(mm: Mm): void {
    link(mm, true);
  },
);

/** From now on rmap does not find the VMA. */
export const unlink_file_vma = primitive("mm/mmap.c", function unlink_file_vma(mm: Mm): void {
  link(mm, false);
});

/** Under i_mmap_rwsem for writing, from the beginning to the end: not while rmap walks the tree. */
function link(mm: Mm, isLinked: boolean): void {
  const { s } = current();
  waitUntil(s.i_mmap_reader === null);
  s.mm[mm].linked = isLinked;
}
