import { expect, describe as group, it } from "vitest";
import type { Entry, Value } from "../../counterexamples/index.ts";
import { describe } from "../../render/describe.ts";

const entry = (value: Value, ...path: string[]): Entry => ({ path, value });
const textsOf = (...entries: Entry[]) =>
  [...describe(entries).values()].map(({ label, text }) => `${label} ${text}`);

const pte = (flags: object) => ({ kind: "present", frame: "0", ...flags }) as Value;

group("a state in kernel words", () => {
  it("tells a PTE by its flags, and who holds which lock by name", () => {
    expect(
      textsOf(
        entry(pte({ write: true, dirty: false, accessed: false }), "mm", "C", "pte", "0"),
        entry("zapper", "mm", "P", "ptl"),
        entry(null, "mm", "P", "mmap_lock", "writer"),
        entry(true, "mm", "P", "mmap_lock", "readers", "storer"),
        entry(true, "mm", "P", "mmap_lock", "readers", "zapper"),
        entry("flusher", "folio", "0", "locked"),
        entry("syncer", "i_mmap_reader"),
        entry(1, "mm", "P", "tlb_flush_pending"),
        entry(1, "mm", "P", "wrprotect_pending"),
      ),
    ).toEqual([
      "C.pte W -D -A",
      "P.PTL held by zapper",
      "P.mmap_lock read by storer, read by zapper",
      "PG_locked held by flusher",
      "i_mmap_rwsem read by syncer",
      "P.tlb_flush_pending 1",
      "P.tlb_flush_pending (not of a zap) 1",
    ]);
  });

  it("has a label of its own for each of several pages and frames", () => {
    const dirty = { write: true, dirty: true, accessed: true };
    expect(
      textsOf(
        entry(pte(dirty), "mm", "P", "pte", "0"),
        entry({ kind: "none" }, "mm", "P", "pte", "1"),
        entry(true, "folio", "0", "dirty"),
        entry(false, "folio", "1", "dirty"),
        entry(true, "tlb", "cpu0", "P", "0", "0", "readOnly"),
        entry(true, "tlb", "cpu0", "P", "1", "0", "readOnly"),
      ),
    ).toEqual([
      "P.pte[0] folio[0] W D",
      "P.pte[1] none",
      "PG_dirty[0] 1",
      "PG_dirty[1] 0",
      "cpu0 of P[0] folio[0] -W",
      "cpu0 of P[1] folio[0] -W",
    ]);
  });

  it("says what an fsync() lacks while it runs, and what I/O carries once it has read", () => {
    const copy = (phase: string, isSyncing: boolean) =>
      textsOf(
        entry(true, "disk", "latestStore"),
        entry(false, "disk", "coversSync", "syncer"),
        entry(phase, "io", "phase"),
        entry(false, "io", "latestStore"),
        entry(isSyncing, "syncing", "syncer"),
      );
    expect(copy("submitted", false)).toEqual(["disk latest", "I/O submitted", "fsync() by nobody"]);
    expect(copy("read", true)).toEqual([
      "disk lacks what syncer's fsync() began with",
      "I/O has read the folio, lacks the last store",
      "fsync() by syncer",
    ]);
  });

  it("drops nothing that it does not know: a field of a proposal is told by its own name", () => {
    expect(
      textsOf(
        entry(3, "writes"),
        entry(true, "folio", "0", "buffers"),
        entry(null, "mm", "P", "extra"),
      ),
    ).toEqual(["writes 3", "folio.buffers true", "mm.P.extra null"]);
  });
});
