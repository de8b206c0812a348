import type { Mm, Pte, Vaddr, World } from "../state.ts";
import { mayBeCached } from "./tlb.ts";

/** A present entry that allows stores. */
export function pte_write(pte: Pte): boolean {
  return pte.kind === "present" && pte.write;
}

/** A present entry that hardware or the kernel marked dirty. */
export function pte_dirty(pte: Pte): boolean {
  return pte.kind === "present" && pte.dirty;
}

/** include/linux/pgtable.h: set_pte_at(). A plain store of the whole entry. */
export function set_pte_at(world: World, mm: Mm, addr: Vaddr, value: Pte): void {
  world.s.mm[mm].pte[addr] = value;
  mayBeCached(world, mm, addr);
}

/** include/linux/pgtable.h: ptep_get_and_clear(). An exchange with none; no flush. */
export function ptep_get_and_clear({ s }: World, mm: Mm, addr: Vaddr): void {
  s.mm[mm].pte[addr] = { kind: "none" };
}

/**
 * arch/x86/mm/pgtable.c: ptep_set_access_flags() with dirty set. Makes a present entry dirty and
 * young, and writable if asked. No flush: a stale read-only translation faults once more.
 */
export function ptep_set_access_flags(
  world: World,
  mm: Mm,
  addr: Vaddr,
  { makeWritable }: { readonly makeWritable: boolean },
): void {
  const pte = world.s.mm[mm].pte[addr];
  if (pte.kind !== "present") return;
  if (makeWritable) pte.write = true;
  pte.dirty = true;
  pte.accessed = true;
  mayBeCached(world, mm, addr);
}

/** Hardware: a walk that loads an entry sets the accessed bit, one that stores also the dirty bit. */
export function walkSets(
  world: World,
  mm: Mm,
  addr: Vaddr,
  { dirty }: { readonly dirty: boolean },
): void {
  const pte = world.s.mm[mm].pte[addr];
  if (pte.kind !== "present") return;
  pte.accessed = true;
  if (dirty) pte.dirty = true;
  mayBeCached(world, mm, addr);
}

/** Is the page-table lock free? */
export function isPtlFree({ s }: World, mm: Mm): boolean {
  return s.mm[mm].ptl === null;
}
