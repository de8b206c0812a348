import { indexOf } from "../../model/language/index.ts";
import { cached, child, Frame, page, parent, type State } from "../../model/state/index.ts";

/** A frame that nobody has. */
export const other = indexOf(Frame, 1);

/**
 * A state as plain objects, of two actors, CPUs, frames and references: parent and child are mapped, no PTE is
 * present, and everything else is at rest and on disk.
 */
export function plainState(): State {
  const mm = () => ({
    mapped: true,
    linked: true,
    mmap_lock: { writer: null, readers: { 0: false, 1: false } },
    vma_lock: { written: false, readers: { 0: false, 1: false } },
    ptl: null,
    anon_vma: false,
    has_pinned: false,
    write_protect_seq: 0,
    tlb_flush_pending: 0,
    wrprotect_pending: 0,
    pte: { [page]: { kind: "none" } },
  });
  const translations = () => ({ readOnly: false, writeClean: false, writeDirty: false });
  const ofMm = () => ({ [page]: { [cached]: translations(), [other]: translations() } });
  const tlb = () => ({ [parent]: ofMm(), [child]: ofMm() });
  const folio = (kind: "file" | "free") => ({
    kind,
    refcount: 0,
    pincount: 0,
    exclusive: false,
    dirty: false,
    writeback: false,
    locked: null,
    mapcount: 0,
    taggedDirty: false,
  });
  const owned = () => ({ [page]: { [cached]: false, [other]: false } });
  const copy = () => {
    return { latestStore: true, latestGupWrite: true, coversSync: { 0: false, 1: false } };
  };
  return {
    mm: { [parent]: mm(), [child]: mm() },
    tlb: { 0: tlb(), 1: tlb() },
    folio: { [cached]: folio("file"), [other]: folio("free") },
    irqs_off: { 0: false, 1: false },
    ref: { 0: { kind: "none" }, 1: { kind: "none" } },
    holdsOwn: { [parent]: owned(), [child]: owned() },
    forking: { [parent]: false, [child]: false },
    storedPrivately: { [cached]: false, [other]: false },
    i_mmap_reader: null,
    disk: copy(),
    io: { phase: "none", ...copy(), latestStore: false, latestGupWrite: false },
    buffers: { dirty: false, reserved: false },
    syncing: { 0: false, 1: false },
  } as unknown as State;
}
