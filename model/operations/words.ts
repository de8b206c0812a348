import { current } from "../current.ts";
import type { Pte } from "../state/index.ts";

// Words that tell steps of more than one operation.

/** A PTE by its flags: none, or W or -W (pte_write) and D or -D (pte_dirty). */
export function flagsOf(pte: Pte): string {
  if (pte.kind === "none") return "none";
  return `${pte.write ? "W" : "-W"} ${pte.dirty ? "D" : "-D"}`;
}

/** A step that calls folio_mark_dirty(), after what it says first. */
export function marksDirty(first = ""): string {
  const { s, kernel } = current();
  const [folio] = Object.values(s.folio);
  const isMarked = folio.dirty && (folio.taggedDirty || !kernel.mapping.canWriteback);
  return `${first}folio_mark_dirty()${isMarked ? ", dirty already" : ""}`;
}
