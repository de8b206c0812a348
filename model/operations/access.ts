import { current, procedure } from "../current.ts";
import { blocked, bool, call, index, indexes, some } from "../language/index.ts";
import {
  flushLocal,
  isTranslation,
  pte_dirty,
  pte_none,
  pte_offset_map,
  pte_present,
  pte_write,
  pte_young,
  storeData,
  walkSets,
} from "../primitives/index.ts";
import { type Pte, Vaddr } from "../state/index.ts";
import { do_user_addr_fault } from "./fault.ts";
import { flagsOf } from "./words.ts";

/** An access starts with `killed` false; a fault without a VMA sets it. */
const params = { addr: index(Vaddr), killed: bool };

/** A page fault, and the access again. It drops the translation that caused it (Intel SDM 3A 4.10.4.1). */
export function fault(addr: Vaddr, write: boolean) {
  const { cpu, mm } = current().self;
  flushLocal(cpu, mm, addr);
  return call(do_user_addr_fault, { addr, write }, "access", { killed: "killed" });
}

/** What a walk sets in the entry that it uses. */
function setsFlags(pte: Pte, isStore: boolean): string {
  if (isStore && !pte_dirty(pte)) return ", sets D in the PTE";
  return pte_young(pte) ? "" : ", sets accessed in the PTE";
}

/** A load by a user thread, until it succeeds: from the TLB, or by a walk that sets accessed. */
export const load = procedure("load", "the CPU: a load", {
  params,
  steps: {
    access: ({ s, self, mm, local: { addr, killed }, choose }) => {
      if (killed) return "done";
      const isHit = some(s.tlb[self.cpu][mm][addr], isTranslation);
      if (choose(["walk", "tlb"]) === "tlb") return isHit ? "done" : blocked;
      const pte = pte_offset_map(mm, addr);
      if (pte_none(pte)) return fault(addr, false);
      if (isHit && pte.accessed) return blocked; // A walk would find nothing new.
      walkSets(mm, addr, { dirty: false });
      return "done";
    },
  },
  says: {
    access: {
      do_user_addr_fault: "loads: page fault, the PTE is none",
      done: ({ s, mm, chosen: [way], local: { addr, killed } }) => {
        if (killed) return "is killed: no load";
        const pte = s.mm[mm].pte[addr];
        if (way === "tlb" && pte_none(pte))
          return "loads through a stale translation; the PTE is none";
        return way === "tlb" ? "loads through its TLB" : `loads by a walk${setsFlags(pte, false)}`;
      },
    },
  },
});

/** A store by a user thread, until it succeeds. Which translation it meets is the hardware's choice. */
export const store = procedure("store", "the CPU: a store", {
  params,
  steps: {
    access: ({ s, self, mm, local: { addr, killed }, kernel, choose }) => {
      if (killed) return "done";
      const pte = pte_offset_map(mm, addr);
      const way = choose(["writeDirty", "walk", "writeClean", "readOnly"]);
      if (way === "walk") {
        // Nothing cached: the dirty bit and the store are one instruction.
        if (!pte_present(pte) || !pte.write) return fault(addr, true);
        const { frame } = pte;
        if (s.tlb[self.cpu][mm][addr][frame].writeDirty && pte.dirty) return blocked; // As below.
        walkSets(mm, addr, { dirty: true });
        storeData(mm, addr, frame);
        return "done";
      }
      const frame = choose(indexes(s.folio));
      const tlb = s.tlb[self.cpu][mm][addr][frame];
      // A stale translation: the fault is spurious if the entry allows the store now.
      if (way === "readOnly") return tlb.readOnly && pte_write(pte) ? fault(addr, true) : blocked;
      if (way === "writeClean") {
        // The dirty bit must be set first, so the hardware walks: the case above.
        if (kernel.cleanStoreRewalks || !tlb.writeClean || pte_write(pte)) return blocked;
      } else if (!tlb.writeDirty) return blocked; // With it, no look at the page tables at all.
      storeData(mm, addr, frame);
      return "done";
    },
  },
  says: {
    access: {
      do_user_addr_fault: ({ s, mm, chosen: [way], local: { addr } }) => {
        if (way === "readOnly") return "stores: spurious fault, the TLB still has -W";
        const pte = s.mm[mm].pte[addr];
        return `stores: page fault, the PTE is ${flagsOf(pte)}`;
      },
      done: ({ s, mm, chosen: [way, frame], local: { addr, killed } }) => {
        if (killed) return "is killed: no store";
        const pte = s.mm[mm].pte[addr];
        if (way === "walk") return `stores by a walk${setsFlags(pte, true)}`;
        const cached = way === "writeDirty" ? "W D" : "W -D";
        const isOther = pte.kind === "present" && pte.frame !== frame;
        if (isOther) return `stores through a stale translation ${cached} of another folio`;
        if (flagsOf(pte) === cached) return `stores through its TLB: ${cached}`;
        return `stores through a stale translation ${cached}; the PTE is ${flagsOf(pte)}`;
      },
    },
  },
});
