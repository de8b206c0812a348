import { current } from "../current.ts";
import { must, primitive, some, waitUntil } from "../language/index.ts";
import type { Mm } from "../state/index.ts";

// include/linux/mmap_lock.h

/** Takes the lock for reading, when no writer holds it. */
export const mmap_read_lock = primitive(
  "include/linux/mmap_lock.h",
  function mmap_read_lock(mm: Mm): void {
    const { s, self } = current();
    const { mmap_lock } = s.mm[mm];
    waitUntil(mmap_lock.writer === null);
    mmap_lock.readers[self.id] = true;
  },
);

/** One reader less. */
export const mmap_read_unlock = primitive(
  "include/linux/mmap_lock.h",
  function mmap_read_unlock(mm: Mm): void {
    const { s, self } = current();
    const { readers } = s.mm[mm].mmap_lock;
    must(readers[self.id], "mmap_read_unlock() of a lock that the caller does not read under");
    readers[self.id] = false;
  },
);

/** Takes the lock for writing, when nobody holds it. */
export const mmap_write_lock = primitive(
  "include/linux/mmap_lock.h",
  function mmap_write_lock(mm: Mm): void {
    const { s, self } = current();
    const { mmap_lock } = s.mm[mm];
    waitUntil(mmap_lock.writer === null && !some(mmap_lock.readers, (reads) => reads));
    mmap_lock.writer = self.id;
  },
);

/** The writer lets go, of the VMAs that it has locked too (vma_end_write_all()). */
export const mmap_write_unlock = primitive(
  "include/linux/mmap_lock.h",
  function mmap_write_unlock(mm: Mm): void {
    const { s, self } = current();
    const { mmap_lock, vma_lock } = s.mm[mm];
    must(
      mmap_lock.writer === self.id,
      "mmap_write_unlock() of a lock that the caller does not hold",
    );
    mmap_lock.writer = null;
    vma_lock.written = false;
  },
);

/** The writer goes on as a reader. */
export const mmap_write_downgrade = primitive(
  "include/linux/mmap_lock.h",
  function mmap_write_downgrade(mm: Mm): void {
    mmap_write_unlock(mm);
    mmap_read_lock(mm);
  },
);
