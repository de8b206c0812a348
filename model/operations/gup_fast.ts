import { current, procedure } from "../current.ts";
import { bool, call, copy, index, oneOf, passesOn, range } from "../language/index.ts";
import {
  heldReference,
  pte_offset_map,
  pte_page,
  pte_present,
  pte_same,
  pte_write,
  putReference,
  try_grab_page,
} from "../primitives/index.ts";
import { Pte, Vaddr } from "../state/index.ts";
import { grabs, gup_must_unshare, isLongterm } from "./gup.ts";
import { take_reference } from "./reference.ts";

/** Interrupts are on again: flushes are acknowledged. */
function local_irq_restore(): void {
  const { s, self } = current();
  s.irqs_off[self.cpu] = false;
}

/**
 * A pin without any lock, if the page is mapped as wanted: read the entry, take the reference, read it again. If
 * anything has changed, the reference is given back, and the slow way is taken.
 */
export const gup_fast = procedure(
  "internal_get_user_pages_fast",
  "mm/gup.c: internal_get_user_pages_fast(), gup_pte_range()",
  {
    params: { addr: index(Vaddr), write: bool, grab: oneOf(...grabs) },
    locals: { pte: Pte, seq: range(3) },
    steps: {
      local_irq_save: ({ s, self, mm, local, kernel }) => {
        if (!s.mm[mm].mapped || !kernel.gupFast) return "slow";
        s.irqs_off[self.cpu] = true;
        copy(local, "seq", s.mm[mm], "write_protect_seq");
        copy(local.pte, pte_offset_map(mm, local.addr));
        return "try_grab_page";
      },
      try_grab_page: ({ s, local: { pte, write, grab, seq }, kernel }) => {
        const isRaced = kernel.writeProtectSeq && seq === 1;
        const wantsWrite = write || kernel.forcedCowBreak; // Without the VMA: of shared mappings too.
        if (!pte_present(pte) || isRaced || (wantsWrite && !pte_write(pte)))
          return "local_irq_restore";
        const { kind } = s.folio[pte.frame];
        if (kind === "free" || kind === "zero") return "local_irq_restore"; // No refcount; pte_special().
        try_grab_page(pte.frame, { write, pin: true, longterm: isLongterm(grab) });
        return "pte_same";
      },
      // Since 5.19 a page that is not the mm's alone is no use; since 5.11 fork must not have begun.
      pte_same: ({ s, mm, local, kernel }) => {
        const { pte, seq } = local;
        const isKept = !kernel.gupFastRechecks || pte_same(pte_offset_map(mm, local.addr), pte);
        const isMoved = kernel.writeProtectSeq && s.mm[mm].write_protect_seq !== seq;
        const isShared =
          pte_present(pte) &&
          !pte_write(pte) &&
          !local.write &&
          gup_must_unshare(pte_page(pte), isLongterm(local.grab));
        return isKept && !isMoved && !isShared ? "pinned" : "gup_put_folio";
      },
      gup_put_folio: () => {
        const held = heldReference();
        if (held !== null) putReference(held);
        return "local_irq_restore";
      },
      pinned: () => {
        local_irq_restore();
        return "done";
      },
      local_irq_restore: () => {
        local_irq_restore();
        return "slow";
      },
      slow: ({ local: { write, grab } }) => call(take_reference, { write, grab }, "done"),
    },
    says: {
      local_irq_save: {
        try_grab_page: "gup_fast: interrupts off, reads the PTE",
        slow: passesOn,
      },
      try_grab_page: {
        pte_same: "try_grab_page() takes a pin",
        local_irq_restore: ({ kernel, local: { seq } }) =>
          kernel.writeProtectSeq && seq === 1
            ? "gup_fast: fork is copying page tables"
            : "gup_fast: the page is not mapped so",
      },
      pte_same: {
        pinned: ({ kernel }) =>
          kernel.gupFastRechecks ? "the PTE is as before: the pin stays" : "the pin stays",
        gup_put_folio: "gup_fast: the pin cannot stay",
      },
      gup_put_folio: "gives the pin back",
      pinned: "interrupts on; holds a pin",
      local_irq_restore: "interrupts on; the slow way",
      slow: passesOn,
    },
  },
);
