import { describe, expect, it } from "vitest";
import { checkSystem, findProposal, findScenario, subjectOf } from "../../checks/index.ts";
import { traceSchema } from "../../cli/readTraces.ts";
import {
  endOf,
  fewerSwitches,
  type Move,
  replay,
  switchesIn,
  type Trace,
  traceOf,
} from "../../counterexamples/index.ts";
import { noPasses } from "../../explorer/compile/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import { pathTo } from "../../explorer/search/index.ts";
import { replaceStep } from "../../model/current.ts";
import { madvise_dontneed } from "../../model/operations/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import { mmap_read_unlock } from "../../model/primitives/index.ts";
import { renderTrace } from "../../render/index.ts";

/** The race that loses a store until 6.1: the trace that a mail would show. */
function lostStore() {
  const subject = subjectOf(findScenario("zap-race"), "6.1", "write-notify", null);
  const checked = checkSystem(subject, { passes: noPasses });
  const at = checked.rows.findIndex(({ property }) => property === "no-lost-store");
  const { violation } = checked.exploration.properties[at];
  const trace = checked.rows[at].trace;
  if (violation === null || trace === null) throw new Error("nothing is lost");
  const { compiled, exploration } = checked;
  const moves = pathTo(compiled, exploration, violation);
  return { reference: new Reference(compiled.program.system), moves, trace };
}

const { reference, moves, trace } = lostStore();
const anyReference = reference as Reference;

describe("a trace", () => {
  it("reads as a kernel developer would tell it, in 72 columns", () => {
    const text = renderTrace(trace);
    expect(text).toMatchInlineSnapshot(`
      "no-lost-store: violated (zap-race, Linux 6.1, write-notify)

        1. storer: user_thread.next (store)
        2. storer: store.access (walk)
        3. storer: do_user_addr_fault.mmap_read_lock
            P.mmap_lock: free → read 1
        4. storer: do_user_addr_fault.handle_mm_fault
        5. storer: handle_mm_fault.handle_pte_fault
        6. storer: do_shared_fault.__do_fault
        7. storer: do_page_mkwrite.lock_page  PG_locked: free → storer
        8. storer: do_page_mkwrite.set_page_dirty
            PG_dirty: 0 → 1; TAG_DIRTY: 0 → 1
        9. storer: do_shared_fault.finish_fault
            P.pte: - → present W D; mapcount: 0 → 1; cpu0 TLB(P): {} → {W D};
            cpu1 TLB(P): {} → {W D}
       10. storer: fault_dirty_shared_page.set_page_dirty
       11. storer: fault_dirty_shared_page.unlock_page
            PG_locked: storer → free
       12. zapper: user_thread.next (madvise_dontneed)
       13. zapper: madvise_dontneed.mmap_read_lock
            P.mmap_lock: read 1 → read 2
       14. zapper: madvise_dontneed.zap_page_range
       15. zapper: zap_pte_range.ptep_get_and_clear
            P.ptl: free → zapper; P.pte: present W D → -
       16. zapper: zap_pte_range.set_page_dirty
       17. zapper: zap_pte_range.page_remove_rmap  mapcount: 1 → 0
       18. flusher: flusher.wb_workfn
       19. flusher: write_cache_pages.lookup_tag
       20. flusher: write_cache_pages.lock_page  PG_locked: free → flusher
       21. flusher: write_cache_pages.wait_on_page_writeback
       22. flusher: folio_clear_dirty_for_io.folio_mkclean
       23. flusher: folio_mkclean.folio_mapped
       24. flusher: folio_clear_dirty_for_io.folio_mark_dirty
       25. flusher: folio_clear_dirty_for_io.folio_test_clear_dirty
            PG_dirty: 1 → 0
       26. flusher: write_cache_pages.folio_start_writeback
            PG_writeback: 0 → 1; TAG_DIRTY: 1 → 0; I/O: none → submitted
       27. disk: disk.read_folio  I/O: submitted → latest
       28. storer: do_user_addr_fault.mmap_read_unlock
            P.mmap_lock: read 2 → read 1
       29. storer: store.access (writeDirty)
            disk: latest → older than memory; I/O: latest → older than memory

      Violated: While memory is newer than its backing copy, something says
      so: PG_dirty, a dirty PTE, I/O that will carry the data, or a CPU that
      is about to set one of them.
      Here: P.vma mapped; P.mmap_lock read 1; P.ptl zapper; PG_dirty 0;
      PG_writeback 1; PG_locked flusher; mapcount 0; TAG_DIRTY 0; cpu0 TLB(P)
      {W D}; cpu1 TLB(P) {W D}; disk older than memory; I/O older than memory"
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

  it("has fewer changes of actor than the search's own path, and the same steps", () => {
    const joined = fewerSwitches(anyReference, moves, "no-lost-store");
    expect(switchesIn(joined)).toBeLessThan(switchesIn(moves));
    expect(switchesIn(joined)).toBe(4);
    const sorted = (list: readonly Move[]) => list.map((move) => JSON.stringify(move)).sort();
    expect(sorted(joined)).toEqual(sorted(moves));
  });

  it("is checked again on the reference, and refused if it ends in no violation", () => {
    const { steps: _, schema: __, last: ___, ...subject } = trace;
    expect(endOf(anyReference, replay(anyReference, moves), "no-lost-store")).toEqual({
      kind: "violated",
    });
    expect(() => traceOf(reference, subject, moves.slice(0, -1))).toThrow("disagree");
  });

  it("cannot be taken in an order in which a step is blocked", () => {
    expect(() => replay(anyReference, [moves[moves.length - 1], ...moves.slice(0, -1)])).toThrow();
  });

  it("fits its schema, and a foreign object does not", () => {
    expect(traceSchema.parse(JSON.parse(JSON.stringify(trace)))).toEqual(trace);
    expect(traceSchema.safeParse({ ...trace, schema: "other/1" }).success).toBe(false);
    expect(traceSchema.safeParse({ ...trace, steps: "none" } as unknown as Trace).success).toBe(
      false,
    );
  });
});

describe("a trace of a property of steps", () => {
  it("ends in the step that breaks it", () => {
    const broken = findProposal("fork-clears-parent-dirty");
    const subject = subjectOf(findScenario("fork-copied"), "6.12", "shmem", broken);
    const row = checkSystem(subject).rows.find(({ property }) => property === "fork-keeps-dirty");
    const last = row?.trace?.steps.at(-1);
    expect(last).toMatchObject({ procedure: "dup_mmap", step: "copy_present_pte" });
    expect(last?.changes).toContainEqual({
      what: "P.pte",
      from: "present W D",
      to: "present W -D",
    });
  });
});

describe("a trace of an error", () => {
  const twice: Proposal = {
    id: "unlocks-twice",
    what: "madvise() drops the mmap_lock twice",
    why: "to see an error",
    changes: [
      replaceStep(madvise_dontneed, "mmap_read_unlock", (c, original) => {
        mmap_read_unlock(c.mm);
        return original(c);
      }),
    ],
  };

  it("ends in the step that breaks a rule of the model, and says which", () => {
    const { rows } = checkSystem(subjectOf(findScenario("zap-race"), "6.12", "shmem", twice));
    const row = rows.find(({ property }) => property === "error");
    expect(row).toMatchObject({ verdict: "error", met: false, bound: "error" });
    expect(row?.trace?.steps.at(-1)).toMatchObject({ step: "mmap_read_unlock", changes: [] });
    const text = row?.trace ? renderTrace(row.trace) : "";
    expect(text).toMatch(/^error \(zap-race, Linux 6\.12, shmem, with unlocks-twice\)/);
    expect(text).toContain("Error: madvise_dontneed, step mmap_read_unlock: mmap_read_unlock()");
    expect(rows.filter(({ verdict }) => verdict === "holds")).toEqual([]);
  });
});
