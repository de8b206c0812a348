import { current } from "../current.ts";
import { indexes, is, primitive, update, waitUntil } from "../language/index.ts";
import type { Cpu, Mm, Translations, Vaddr } from "../state/index.ts";

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

/** A flush of other CPUs is done when each has acknowledged it, which it does with interrupts on only (x86). */
function awaitIrqs(mm: Mm): void {
  const { s, self, kernel } = current();
  for (const cpu of kernel.mm_cpumask(mm)) waitUntil(cpu === self.cpu || !s.irqs_off[cpu]);
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
export const flush_tlb_page = primitive(
  "arch/x86/include/asm/tlbflush.h",
  function flush_tlb_page(mm: Mm, addr: Vaddr): void {
    awaitIrqs(mm);
    for (const cpu of current().kernel.mm_cpumask(mm)) flushLocal(cpu, mm, addr);
  },
);

/** All pages of the mm. */
export const flush_tlb_mm = primitive(
  "arch/x86/include/asm/tlbflush.h",
  function flush_tlb_mm(mm: Mm): void {
    for (const addr of indexes(current().s.mm[mm].pte)) flush_tlb_page(mm, addr);
  },
);

/** And inc_tlb_flush_pending(). A zap of the mm begins. */
export const tlb_gather_mmu = primitive("mm/mmu_gather.c", function tlb_gather_mmu(mm: Mm): void {
  update(current().s.mm[mm], "tlb_flush_pending", (pending) => pending + 1);
});

/** include/linux/mm_types.h. Is anything under way that has yet to flush what it took away? */
export function mm_tlb_flush_pending(mm: Mm): boolean {
  return is(
    current().s.mm[mm],
    ({ tlb_flush_pending, wrprotect_pending }) => tlb_flush_pending + wrprotect_pending > 0,
  );
}

/** include/linux/mm_types.h. Is another zap of the mm under way, or clear_refs? */
export function mm_tlb_flush_nested(mm: Mm): boolean {
  return is(
    current().s.mm[mm],
    ({ tlb_flush_pending, wrprotect_pending }) => tlb_flush_pending + wrprotect_pending > 1,
  );
}

/**
 * Flushes what this zap has cleared. Since 4.13 it flushes too if
 * another zap is under way: the entry that this one found empty may be one that the other has cleared
 * and not flushed yet.
 */
export const tlb_finish_mmu = primitive(
  "mm/mmu_gather.c",
  function tlb_finish_mmu(
    mm: Mm,
    addr: Vaddr,
    { cleared_ptes }: { readonly cleared_ptes: boolean },
  ): void {
    const isNested = current().kernel.nestedFlush && mm_tlb_flush_nested(mm);
    if (cleared_ptes || isNested) flush_tlb_page(mm, addr);
    dec_tlb_flush_pending(mm);
  },
);

/** The zap is over. */
export const dec_tlb_flush_pending = primitive(
  "include/linux/mm_types.h",
  function dec_tlb_flush_pending(mm: Mm): void {
    update(current().s.mm[mm], "tlb_flush_pending", (pending) => pending - 1);
  },
);

/** include/asm-generic/tlb.h. Does the rmap of a dirty page go after the flush? */
export function tlb_delay_rmap(): boolean {
  return current().kernel.delayRmap;
}

function forget(entry: Translations): void {
  entry.readOnly = false;
  entry.writeClean = false;
  entry.writeDirty = false;
}

/** Is there any translation? */
export function isTranslation({ readOnly, writeClean, writeDirty }: Translations): boolean {
  return readOnly || writeClean || writeDirty;
}
