import type { Mm, World } from "../state.ts";

// include/linux/mmap_lock.h. A trylock gives false where the kernel would sleep.

/** Takes the lock for reading, unless a writer holds it. */
export function mmap_read_trylock({ s }: World, mm: Mm): boolean {
  const { mmap_lock } = s.mm[mm];
  if (mmap_lock.writer !== null) return false;
  mmap_lock.readers += 1;
  return true;
}

/** One reader less. */
export function mmap_read_unlock({ s }: World, mm: Mm): void {
  s.mm[mm].mmap_lock.readers -= 1;
}

/** Takes the lock for writing, unless anyone holds it. */
export function mmap_write_trylock({ s, self }: World, mm: Mm): boolean {
  const { mmap_lock } = s.mm[mm];
  if (mmap_lock.writer !== null || mmap_lock.readers > 0) return false;
  mmap_lock.writer = self.id;
  return true;
}

/** The writer lets go. */
export function mmap_write_unlock({ s }: World, mm: Mm): void {
  s.mm[mm].mmap_lock.writer = null;
}

/** The writer goes on as a reader. */
export function mmap_write_downgrade(world: World, mm: Mm): void {
  mmap_write_unlock(world, mm);
  world.s.mm[mm].mmap_lock.readers += 1;
}
