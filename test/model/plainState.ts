import { cached, child, page, parent, type State } from "../../model/state.ts";

/**
 * A state as plain objects, of two actors and one CPU: parent and child are mapped, no PTE is present, and
 * everything else is at rest and on disk.
 */
export function plainState(): State {
  const mm = () => ({
    mapped: true,
    linked: true,
    mmap_lock: { writer: null, readers: { 0: false, 1: false } },
    ptl: null,
    tlb_flush_pending: 0,
    pte: { [page]: { kind: "none" } },
  });
  const tlb = () => ({
    [page]: { [cached]: { readOnly: false, writeClean: false, writeDirty: false } },
  });
  const copy = () => {
    return { latestStore: true, latestGupWrite: true, coversSync: { 0: false, 1: false } };
  };
  return {
    mm: { [parent]: mm(), [child]: mm() },
    tlb: { 0: { [parent]: tlb(), [child]: tlb() } },
    folio: { 0: { dirty: false, writeback: false, locked: null, mapcount: 0, taggedDirty: false } },
    i_mmap_reader: null,
    disk: copy(),
    io: { phase: "none", ...copy(), latestStore: false, latestGupWrite: false },
    syncing: { 0: false, 1: false },
  } as unknown as State;
}
