import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkSystem, findScenario, subjectOf } from "../../checks/index.ts";
import { type Entry, endOf, replay, traceOf } from "../../counterexamples/index.ts";
import { noPasses } from "../../explorer/compile/index.ts";
import { type Invariant, invariants } from "../../invariants/index.ts";
import { renderLanes, renderTrace } from "../../render/index.ts";
import { faulty, lostStore } from "./told.ts";

const { reference, moves, trace } = lostStore();

describe("a trace", () => {
  it("reads as a kernel developer would tell it, in 72 columns", () => {
    const text = renderTrace(trace);
    expect(text).toMatchInlineSnapshot(`
      "no-lost-store: violated (zap-race, Linux 6.1, write-notify)

      Threads: storer (mm P, cpu0): load, store; zapper (mm P, cpu1):
               madvise_dontneed
      Beside them: flusher, disk
      Nothing is done by: hardware
      At first: P.vma mapped, in i_mmap; P.pte none; PG_dirty 0; mapcount 0;
                disk latest

        1. storer   stores: page fault, the PTE is none
        2. storer   do_user_addr_fault(): mmap_read_lock() [takes P.mmap_lock]
        3. storer   ->fault finds the folio: folio_lock(), folio_unlock()
        4. storer   page_mkwrite: folio_lock() [takes PG_locked]
        5. storer   page_mkwrite: folio_mark_dirty()
                    [PG_dirty: 0 → 1; TAG_DIRTY: 0 → 1]
        6. storer   do_set_pte() maps the page for writing
                    [P.pte: none → W D; mapcount: 0 → 1;
                     cpu0, cpu1 may cache P: W D]
        7. storer   folio_mark_dirty(), dirty already
        8. storer   folio_unlock() [drops PG_locked]
        9. storer   mmap_read_unlock(); the fault is over [drops P.mmap_lock]
       10. zapper   MADV_DONTNEED: mmap_read_lock() [takes P.mmap_lock]
       11. zapper   tlb_gather_mmu() [P.tlb_flush_pending: 0 → 1]
       12. zapper   ptep_get_and_clear(): the PTE was dirty
                    [takes P.PTL; P.pte: W D → none]
       13. zapper   syncs D back: folio_mark_dirty(), dirty already
       14. zapper   page_remove_rmap() [mapcount: 1 → 0]
       15. flusher  finds the page by its dirty tag
       16. flusher  folio_lock() [takes PG_locked]
       17. flusher  folio_mapped() is false: no rmap walk
       18. flusher  no PTE was cleaned: nothing to mark
       19. flusher  folio_test_clear_dirty() clears PG_dirty [PG_dirty: 1 → 0]
       20. flusher  starts writeback: the I/O is submitted
                    [PG_writeback: 0 → 1; TAG_DIRTY: 1 → 0;
                     I/O: none → submitted]
       21. disk     reads the folio: what memory holds now
                    [I/O: submitted → has read the folio]
       22. storer   stores through a stale translation W D; the PTE is none
                    [disk: latest → lacks the last store;
                     I/O: now lacks the last store]

      Violated: While memory is newer than its backing copy, something says
                so: PG_dirty, a dirty PTE, I/O that will carry the data, or a
                CPU that is about to set one of them.
      Here: the disk lacks the last store; PG_dirty is clear, no PTE is dirty,
            and the I/O has read the folio before
      At the end: P.vma mapped, in i_mmap; P.tlb_flush_pending 1; P.pte none;
                  PG_dirty 0; PG_writeback 1; mapcount 0; disk lacks the last
                  store; I/O has read the folio, lacks the last store
      TLBs: cpu0, cpu1 may cache P: W D
      Locks: P.mmap_lock read by zapper; P.PTL held by zapper; PG_locked held
             by flusher
      Each stands before: storer user_thread.next; zapper
            zap_pte_range.tlb_flush_mmu_tlbonly (in madvise_dontneed); flusher
            write_cache_pages.unlock_page; disk disk.folio_end_writeback

      Marks: P, C: the mm of parent, child; W, -W: pte_write() or not; D, -D:
             pte_dirty() or not; PTL: page-table lock; may cache: what the PTE
             was since the CPU's last flush, in its TLB; TAG_DIRTY:
             PAGECACHE_TAG_DIRTY, how writeback finds the page; function names
             are those of 6.1
      Scope: 1 page, 2 mms, 2 CPUs, any number of steps
      Caveat: page_mkwrite dirties the folio under its lock, as
              block_page_mkwrite() and iomap do; file-system buffers, journals
              and errors are left out.
      Caveat: What no-lost-store does not say: When the data reaches the disk,
              and that the device's errors are reported.
      Again, with ptecheck 0.1.0: npx ptecheck check zap-race --kernel 6.1 \\
        --mapping write-notify --invariant no-lost-store"
    `);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(72);
  });

  it("is shortest: a search that is bounded below its length finds nothing", () => {
    const subject = subjectOf(findScenario("zap-race"), "6.1", "write-notify", null);
    const bounded = checkSystem(subject, { maxDepth: moves.length - 1, passes: noPasses });
    const row = bounded.rows.find(({ property }) => property === "no-lost-store");
    expect(row).toMatchObject({ verdict: "incomplete", trace: null });
    expect(trace.steps).toHaveLength(moves.length);
  });

  it("has fewer changes of actor than the search's own path", () => {
    const switchesIn = (actors: readonly unknown[]) =>
      actors.filter((actor, at) => at > 0 && actor !== actors[at - 1]).length;
    const own = switchesIn(moves.map(({ actor }) => actor));
    expect(switchesIn(trace.steps.map(({ actor }) => actor))).toBe(4);
    expect(own).toBeGreaterThan(4);
  });

  it("is checked again on the reference, and refused if it ends in no violation", () => {
    expect(endOf(reference, replay(reference, moves), "no-lost-store")).toEqual({
      kind: "violated",
    });
    expect(() => traceOf(reference, trace, moves.slice(0, -1))).toThrow("disagree");
  });

  it("cannot be taken in an order in which a step is blocked", () => {
    expect(() => replay(reference, [moves[moves.length - 1], ...moves.slice(0, -1)])).toThrow();
  });

  it("tells all of the state, in order, under paths that are no other's", () => {
    const paths = trace.initial.map(({ path }) => JSON.stringify(path));
    expect(new Set(paths).size).toBe(paths.length);
    expect(trace.last.map(({ path }) => JSON.stringify(path))).toEqual(paths);
    const value = (entries: readonly Entry[], ...path: string[]) =>
      entries.find((entry) => JSON.stringify(entry.path) === JSON.stringify(path))?.value;
    expect(value(trace.initial, "mm", "P", "pte", "0")).toEqual({ kind: "none" });
    expect(value(trace.last, "folio", "0", "locked")).toBe("flusher");
    expect(value(trace.last, "mm", "P", "mmap_lock", "readers", "zapper")).toBe(true);
    expect(value(trace.last, "tlb", "cpu1", "P", "0", "0", "writeDirty")).toBe(true);
  });

  it("has changes that lead from its first state to its last", () => {
    let entries = trace.initial;
    for (const { changes } of trace.steps) {
      entries = entries.map(({ path, value }) => {
        const change = changes.find((one) => JSON.stringify(one.path) === JSON.stringify(path));
        if (change !== undefined) expect(change.from).toEqual(value);
        return { path, value: change === undefined ? value : change.to };
      });
    }
    expect(entries).toEqual(trace.last);
  });

  it("tells of which version it is, how to see it again, and where everybody is", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(trace.version).toBe(version);
    expect(trace.command).toBe(
      "npx ptecheck check zap-race --kernel 6.1 --mapping write-notify --invariant no-lost-store",
    );
    expect(trace.positions.find(({ actor }) => actor === "zapper")?.stack).toEqual([
      "user_thread.next",
      "madvise_dontneed.tlb_finish_mmu",
      "zap_pte_range.tlb_flush_mmu_tlbonly",
    ]);
    expect(trace.scope).toEqual({ Mm: 2, Vaddr: 1, Frame: 1, Cpu: 2, Actor: 5, Ref: 0 });
  });

  it("is JSON: nothing is lost when it is written and read", () => {
    expect(JSON.parse(JSON.stringify(trace))).toEqual(trace);
  });
});

describe("a trace of a property of steps", () => {
  it("ends in the step that breaks it", () => {
    const row = checkSystem(faulty.step()).rows.find(
      ({ property }) => property === "fork-keeps-dirty",
    );
    const last = row?.trace?.steps.at(-1);
    expect(last).toMatchObject({ procedure: "dup_mmap", step: "copy_present_pte" });
    const present = { kind: "present", frame: "0", write: true, accessed: true };
    expect(last?.changes).toContainEqual({
      path: ["mm", "P", "pte", "0"],
      from: { ...present, dirty: true },
      to: { ...present, dirty: false },
    });
  });
});

describe("a trace of an error", () => {
  it("ends in the step that breaks a rule of the model, and says which", () => {
    const { rows } = checkSystem(faulty.error());
    const row = rows.find(({ property }) => property === "error");
    expect(row).toMatchObject({ verdict: "error", met: false, bound: "error" });
    expect(row?.trace?.steps.at(-1)).toMatchObject({ step: "mmap_read_unlock", changes: [] });
    const text = row?.trace ? renderTrace(row.trace) : "";
    expect(text).toMatch(/^error \(zap-race, Linux 6\.12, shmem, with unlocks-twice\)/);
    expect(text).toContain("Error: madvise_dontneed, step mmap_read_unlock: mmap_read_unlock()");
    expect(rows.filter(({ verdict }) => verdict === "holds")).toEqual([]);
  });
});

describe("a trace of a deadlock", () => {
  it("says what is so, and what should be", () => {
    const { rows } = checkSystem(faulty.deadlock());
    const trace = rows.find(({ property }) => property === "deadlock")?.trace;
    expect(trace ? renderTrace(trace) : "").toContain(
      "\n\nNobody can move any more.\nExpected: Some actor can always go on.\nAt the end: ",
    );
  });
});

describe("a trace without steps", () => {
  const [known] = invariants.filter(({ id }) => id === "no-lost-store");
  const law = { ...known, id: "always-dirty", over: "states", holds: () => false } as Invariant;
  const { rows } = checkSystem(subjectOf(findScenario("zap-race"), "6.12", "shmem", null, [law]));
  const [{ trace }] = rows;

  it.each([renderTrace, renderLanes])(
    "leaves out nothing between two empty lines: %o",
    (render) => {
      expect(trace?.steps).toEqual([]);
      const text = trace === null ? "" : render(trace);
      expect(text).toContain("\n\nViolated: ");
      expect(text).not.toMatch(/\n\s*\n\s*\n/);
    },
  );
});
