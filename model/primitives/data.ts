import { current } from "../current.ts";
import { copy, indexes, is, primitive } from "../language/index.ts";
import { cached, type Frame, type Mm, type Vaddr } from "../state/index.ts";

// What data is where, without values. Of a shared mapping: which copies hold the latest store. Of private
// memory: for each mm, which frames hold what is its own.

/** A store into the frame that the mm has, or had, at the page. */
export const storeData = primitive(
  "the CPU",
  function storeData(mm: Mm, addr: Vaddr, frame: Frame): void {
    const { s, kernel } = current();
    if (!kernel.mapping.vm_shared) {
      storePrivately(mm, addr, frame);
      return;
    }
    s.disk.latestStore = false;
    s.io.latestStore = false;
  },
);

/** Data is written through a reference, past all page tables. */
export const writeThroughReference = primitive(
  "who holds a reference",
  function writeThroughReference(): void {
    const { s } = current();
    s.disk.latestGupWrite = false;
    s.io.latestGupWrite = false;
  },
);

/** A store by a mm to private memory: what is its own is in this frame, and there alone. */
export function storePrivately(mm: Mm, addr: Vaddr, frame: Frame): void {
  const { s } = current();
  // While MADV_DONTNEED is under way it may be taken away at once, and what was there may still be seen.
  const isZapping = is(s.mm[mm], ({ tlb_flush_pending }) => tlb_flush_pending > 0);
  for (const other of indexes(s.folio)) {
    if (other === frame) s.holdsOwn[mm][addr][other] = true;
    else if (!isZapping) s.holdsOwn[mm][addr][other] = false;
  }
  storeForeign(mm, addr, frame);
}

/** What is stored into the frame is not what other mms stored at the page. */
export function storeForeign(mm: Mm, addr: Vaddr, frame: Frame): void {
  const { s } = current();
  s.storedPrivately[frame] = true;
  for (const other of indexes(s.mm)) {
    if (other !== mm) s.holdsOwn[other][addr][frame] = s.forking[other];
  }
  for (const at of indexes(s.ref)) {
    const ref = s.ref[at];
    if (ref.kind === "held" && ref.frame === frame && ref.mm !== mm) ref.foreign = true;
  }
}

/** include/linux/highmem.h: copy_user_highpage(). */
export const copy_user_highpage = primitive(
  "include/linux/highmem.h",
  function copy_user_highpage(to: Frame, from: Frame, addr: Vaddr): void {
    holdSame(to, from, addr);
  },
);

/** The page is to every mm what `from` is. */
export function holdSame(to: Frame, from: Frame, addr: Vaddr): void {
  const { s } = current();
  s.storedPrivately[to] = false;
  for (const mm of indexes(s.mm)) s.holdsOwn[mm][addr][to] = s.holdsOwn[mm][addr][from];
}

/** A page of zeroes, as the zero page. */
export const clear_user_highpage = primitive(
  "include/linux/highmem.h",
  function clear_user_highpage(page: Frame, addr: Vaddr): void {
    holdSame(page, cached, addr);
  },
);

/** fork() begins: what is the parent's own will be the child's. */
export function inheritData(child: Mm, parent: Mm): void {
  const { s } = current();
  s.forking[child] = true;
  for (const addr of indexes(s.holdsOwn[parent])) {
    copy(s.holdsOwn[child][addr], s.holdsOwn[parent][addr]);
  }
}

/** The mm takes the page away: from now on it may find there what it never wrote. */
export function forgetData(mm: Mm, addr: Vaddr): void {
  const { s } = current();
  s.holdsOwn[mm][addr][cached] = true;
  // The child that is being made may get it, or what comes after it.
  for (const other of indexes(s.mm)) if (s.forking[other]) s.holdsOwn[other][addr][cached] = true;
  for (const at of indexes(s.ref)) {
    const ref = s.ref[at];
    if (ref.kind === "held" && ref.mm === mm) ref.zapped = true;
  }
}
