import { current } from "../current.ts";
import { indexes } from "../language/index.ts";
import type { Cpu, Frame, Mm, Translations, Vaddr } from "../state.ts";

/**
 * The PTE has a new accessible value: each CPU that runs the mm may cache it from now on, since
 * walks may be speculative. Called by every primitive that writes a PTE, and by the walk itself.
 */
export function mayBeCached(mm: Mm, addr: Vaddr): void {
  const { s, kernel } = current();
  const pte = s.mm[mm].pte[addr];
  // An entry is cached only with the accessed bit set; the walk sets it first.
  if (pte.kind !== "present" || !pte.accessed) return;
  const value = pte.write ? (pte.dirty ? "writeDirty" : "writeClean") : "readOnly";
  for (const cpu of kernel.mm_cpumask(mm)) s.tlb[cpu][mm][addr][pte.frame][value] = true;
}

/** Drops what one CPU may hold of a page; what the PTE says now may be cached again at once. */
export function flushLocal(cpu: Cpu, mm: Mm, addr: Vaddr): void {
  const { s } = current();
  for (const frame of indexes(s.folio)) forget(s.tlb[cpu][mm][addr][frame]);
  mayBeCached(mm, addr);
}

/**
 * flush_tlb_page() and tlb_flush() of one page: all CPUs in one step, which stands for the last
 * acknowledgement, since until then a CPU may hold what it held (price: model/README.md).
 */
export function flush_tlb_page(mm: Mm, addr: Vaddr): void {
  for (const cpu of current().kernel.mm_cpumask(mm)) flushLocal(cpu, mm, addr);
}

/** flush_tlb_mm(). All pages of the mm. */
export function flush_tlb_mm(mm: Mm): void {
  for (const addr of indexes(current().s.mm[mm].pte)) flush_tlb_page(mm, addr);
}

/** include/asm-generic/tlb.h: tlb_delay_rmap(). Does the rmap of a dirty page go after the flush? */
export function tlb_delay_rmap(): boolean {
  return current().kernel.delayRmap;
}

function forget(entry: Translations): void {
  entry.readOnly = false;
  entry.writeClean = false;
  entry.writeDirty = false;
}

/** May the CPU hold any translation of the folio at this address? */
export function isCached(cpu: Cpu, mm: Mm, addr: Vaddr, frame: Frame): boolean {
  const entry = current().s.tlb[cpu][mm][addr][frame];
  return entry.readOnly || entry.writeClean || entry.writeDirty;
}
