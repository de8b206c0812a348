import { indexes } from "../language/index.ts";
import type { Cpu, Frame, Mm, Translations, Vaddr, World } from "../state.ts";

/**
 * The PTE has a new accessible value: each CPU that runs the mm may cache it from now on, since
 * walks may be speculative. Called by every primitive that writes a PTE, and by the walk itself.
 */
export function mayBeCached({ s, kernel }: World, mm: Mm, addr: Vaddr): void {
  const pte = s.mm[mm].pte[addr];
  // An entry is cached only with the accessed bit set; the walk sets it first.
  if (pte.kind !== "present" || !pte.accessed) return;
  const value = pte.write ? (pte.dirty ? "writeDirty" : "writeClean") : "readOnly";
  for (const cpu of kernel.mm_cpumask(mm)) s.tlb[cpu][mm][addr][pte.frame][value] = true;
}

/** Drops what one CPU may hold of a page; what the PTE says now may be cached again at once. */
export function flushLocal(world: World, cpu: Cpu, mm: Mm, addr: Vaddr): void {
  for (const frame of indexes(world.s.folio)) forget(world.s.tlb[cpu][mm][addr][frame]);
  mayBeCached(world, mm, addr);
}

/**
 * flush_tlb_page(), tlb_flush() and flush_tlb_mm() of one page: all CPUs in one step, which stands for
 * the last acknowledgement, since until then a CPU may hold what it held (price: model/README.md).
 */
export function flush_tlb_page(world: World, mm: Mm, addr: Vaddr): void {
  for (const cpu of world.kernel.mm_cpumask(mm)) flushLocal(world, cpu, mm, addr);
}

function forget(entry: Translations): void {
  entry.readOnly = false;
  entry.writeClean = false;
  entry.writeDirty = false;
}

/** May the CPU hold any translation of the folio at this address? */
export function isCached({ s }: World, cpu: Cpu, mm: Mm, addr: Vaddr, frame: Frame): boolean {
  const entry = s.tlb[cpu][mm][addr][frame];
  return entry.readOnly || entry.writeClean || entry.writeDirty;
}
