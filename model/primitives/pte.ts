import { current } from "../current.ts";
import { must, primitive, same, waitUntil } from "../language/index.ts";
import type { Frame, Mm, PresentPte, Pte, Vaddr } from "../state/index.ts";
import { flush_tlb_page, mayBeCached } from "./tlb.ts";

// include/linux/pgtable.h, include/linux/mm.h, and arch/x86/include/asm/pgtable.h where it is a bit.

/** No entry. */
export function pte_none(pte: Pte): pte is Exclude<Pte, PresentPte> {
  return pte.kind === "none";
}

/** An entry that hardware may use. */
export function pte_present(pte: Pte): pte is PresentPte {
  return pte.kind === "present";
}

/** A present entry that allows stores. */
export function pte_write(pte: Pte): boolean {
  return pte.kind === "present" && pte.write;
}

/** A present entry that hardware or the kernel marked dirty. */
export function pte_dirty(pte: Pte): boolean {
  return pte.kind === "present" && pte.dirty;
}

/** A present entry with the accessed bit. */
export function pte_young(pte: Pte): boolean {
  return pte.kind === "present" && pte.accessed;
}

/** Do two entries agree in everything? */
export function pte_same(pte: Pte, other: Pte): boolean {
  return same(pte, other);
}

/** The same entry, but read-only. */
export function pte_wrprotect(pte: PresentPte): PresentPte {
  return { ...pte, write: false };
}

/** The same entry, but clean. */
export function pte_mkclean(pte: PresentPte): PresentPte {
  return { ...pte, dirty: false };
}

/** The same entry, but not young. */
export function pte_mkold(pte: PresentPte): PresentPte {
  return { ...pte, accessed: false };
}

/** The same entry, but young. */
export function pte_mkyoung(pte: PresentPte): PresentPte {
  return { ...pte, accessed: true };
}

/** arch/x86/include/asm/pgtable.h: pte_page(). The folio, as it has one page only. */
export function pte_page(pte: PresentPte): Frame {
  return pte.frame;
}

/** The entry as it is now, without the lock: it may change at any time. */
export const pte_offset_map = primitive(
  "include/linux/pgtable.h",
  function pte_offset_map(mm: Mm, addr: Vaddr): Pte {
    return current().s.mm[mm].pte[addr];
  },
);

/** The entry, under the page-table lock: waits for it. */
export const pte_offset_map_lock = primitive(
  "include/linux/mm.h",
  function pte_offset_map_lock(mm: Mm, addr: Vaddr): Pte {
    const { s, self } = current();
    waitUntil(s.mm[mm].ptl === null);
    s.mm[mm].ptl = self.id;
    return pte_offset_map(mm, addr);
  },
);

/** Drops the page-table lock. */
export const pte_unmap_unlock = primitive(
  "include/linux/mm.h",
  function pte_unmap_unlock(mm: Mm): void {
    const { s, self } = current();
    must(s.mm[mm].ptl === self.id, "pte_unmap_unlock() of a lock that the caller does not hold");
    s.mm[mm].ptl = null;
  },
);

/** A plain store of the whole entry. */
export const set_pte_at = primitive(
  "arch/x86/include/asm/pgtable.h",
  function set_pte_at(mm: Mm, addr: Vaddr, pte: Pte): void {
    current().s.mm[mm].pte[addr] = pte;
    mayBeCached(mm, addr);
  },
);

/** An exchange with none, which gives the entry as it was; no flush. */
export const ptep_get_and_clear = primitive(
  "arch/x86/include/asm/pgtable.h",
  function ptep_get_and_clear(mm: Mm, addr: Vaddr): Pte {
    const { pte } = current().s.mm[mm];
    const old = pte[addr];
    pte[addr] = { kind: "none" };
    return old;
  },
);

/** ptep_set_wrprotect(). Atomic, so that no bit of hardware's is lost; gives the entry as it is now. No flush. */
export const ptep_set_wrprotect = primitive(
  "arch/x86/include/asm/pgtable.h",
  function ptep_set_wrprotect(mm: Mm, addr: Vaddr): Pte {
    const pte = pte_offset_map(mm, addr);
    if (pte.kind !== "present") return pte;
    pte.write = false;
    mayBeCached(mm, addr);
    return pte;
  },
);

/**
 * With dirty set. Makes a present entry dirty and young, and writable if asked. No flush since 3.8: a stale
 * read-only translation faults once more.
 */
export const ptep_set_access_flags = primitive(
  "arch/x86/mm/pgtable.c",
  function ptep_set_access_flags(
    mm: Mm,
    addr: Vaddr,
    { makeWritable }: { readonly makeWritable: boolean },
  ): void {
    const pte = pte_offset_map(mm, addr);
    if (pte.kind !== "present") return;
    if (makeWritable) pte.write = true;
    pte.dirty = true;
    pte.accessed = true;
    mayBeCached(mm, addr);
    if (!current().kernel.upgradeWithoutFlush) flush_tlb_page(mm, addr);
  },
);

/** Hardware: a walk that loads an entry sets the accessed bit, one that stores also the dirty bit. */
export const walkSets = primitive(
  "the CPU",
  function walkSets(mm: Mm, addr: Vaddr, { dirty }: { readonly dirty: boolean }): void {
    const pte = pte_offset_map(mm, addr);
    if (pte.kind !== "present") return;
    pte.accessed = true;
    if (dirty) pte.dirty = true;
    mayBeCached(mm, addr);
  },
);
