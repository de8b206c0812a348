import { blocked, bool, call, index } from "../language/index.ts";
import { flushLocal, isCached, storeData, walkSets } from "../primitives/index.ts";
import { cached, procedure, Vaddr, type World } from "../state.ts";
import { do_user_addr_fault } from "./fault.ts";

/** The fault drops the translation that caused it (Intel SDM 3A 4.10.4.1). */
function fault(world: World, addr: Vaddr, write: boolean) {
  flushLocal(world, world.self.cpu, world.self.mm, addr);
  return call(do_user_addr_fault, { addr, write }, "access", { killed: "killed" });
}

/** A load by a user thread, until it succeeds: from the TLB, or by a walk that sets accessed. */
export const load = procedure("load", "the CPU: a load", {
  locals: { addr: index(Vaddr), killed: bool },
  steps: {
    access: (c) => {
      const { s, self, local, choose } = c;
      if (local.killed) return "done";
      const isHit = isCached(c, self.cpu, self.mm, local.addr, cached);
      if (choose(["walk", "tlb"]) === "tlb") return isHit ? "done" : blocked;
      const pte = s.mm[self.mm].pte[local.addr];
      if (pte.kind === "none") return fault(c, local.addr, false);
      if (isHit && pte.accessed) return blocked; // A walk would find nothing new.
      walkSets(c, self.mm, local.addr, { dirty: false });
      return "done";
    },
  },
});

/** A store by a user thread, until it succeeds. Which translation it meets is the hardware's choice. */
export const store = procedure("store", "the CPU: a store", {
  locals: { addr: index(Vaddr), killed: bool },
  steps: {
    access: (c) => {
      const { s, self, local, kernel, choose } = c;
      const { mm, cpu } = self;
      if (local.killed) return "done";
      const pte = s.mm[mm].pte[local.addr];
      const tlb = s.tlb[cpu][mm][local.addr][cached];
      switch (choose(["writeDirty", "walk", "writeClean", "readOnly"])) {
        case "writeDirty": // No look at the page tables at all.
          if (!tlb.writeDirty) return blocked;
          storeData(c);
          return "done";
        case "walk": // Nothing cached: the dirty bit and the store are one instruction.
          if (pte.kind === "none" || !pte.write) return fault(c, local.addr, true);
          if (tlb.writeDirty && pte.dirty) return blocked; // The same as the case above.
          break;
        case "writeClean": // The dirty bit must be set first, so the hardware walks: the case above.
          if (kernel.cleanStoreRewalks || !tlb.writeClean) return blocked;
          if (pte.kind === "present" && pte.write) return blocked;
          storeData(c);
          return "done";
        case "readOnly": // A stale translation: the fault is spurious if the entry allows it now.
          if (!tlb.readOnly || pte.kind === "none" || !pte.write) return blocked;
          return fault(c, local.addr, true);
      }
      walkSets(c, mm, local.addr, { dirty: true });
      storeData(c);
      return "done";
    },
  },
});
