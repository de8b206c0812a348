import { describe, expect, it } from "vitest";
import { checkSystem, findScenario, subjectOf } from "../../checks/index.ts";
import type { Trace } from "../../counterexamples/index.ts";
import { renderLanes } from "../../render/index.ts";

function lostStore(): Trace {
  const subject = subjectOf(findScenario("zap-race"), "6.1", "write-notify", null);
  const row = checkSystem(subject).rows.find(({ property }) => property === "no-lost-store");
  if (row?.trace == null) throw new Error("nothing is lost");
  return row.trace;
}

describe("a trace in lanes", () => {
  const trace = lostStore();
  const text = renderLanes(trace);

  it("has a column for each actor, and stays within 72", () => {
    expect(text.split("\n").slice(7, 30).join("\n")).toMatchInlineSnapshot(`
      "          disk latest

          storer     zapper     flusher    disk
          cpu0, P    cpu1, P    -------    ----
       1. stores: page fault, the PTE is none
       2. do_user_addr_fault(): mmap_read_lock() [takes P.mmap_lock]
       3. ->fault finds the folio: folio_lock(), folio_unlock()
       4. page_mkwrite: folio_lock() [takes PG_locked]
       5. page_mkwrite: folio_mark_dirty() [PG_dirty: 0 → 1; TAG_DIRTY: 0 → 1]
       6. do_set_pte() maps the page for writing
            [P.pte: none → W D; mapcount: 0 → 1; cpu0, cpu1 may cache P: W D]
       7. folio_mark_dirty(), dirty already
       8. folio_unlock() [drops PG_locked]
       9. mmap_read_unlock(); the fault is over [drops P.mmap_lock]
      10.            MADV_DONTNEED: mmap_read_lock() [takes P.mmap_lock]
      11.            tlb_gather_mmu() [P.tlb_flush_pending: 0 → 1]
      12.            ptep_get_and_clear(): the PTE was dirty
                       [takes P.PTL; P.pte: W D → none]
      13.            syncs D back: folio_mark_dirty(), dirty already
      14.            page_remove_rmap() [mapcount: 1 → 0]
      15.                       finds the page by its dirty tag
      16.                       folio_lock() [takes PG_locked]
      17.                       folio_mapped() is false: no rmap walk"
    `);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(72);
  });

  it("leaves out only steps that change nothing and only pass on, and the last one never", () => {
    const folded = trace.steps.filter(({ says }) => says === null);
    expect(folded.length).toBeGreaterThan(5);
    expect(folded.filter(({ changes }) => changes.length > 0)).toEqual([]);
    expect(text).toContain(`\n${trace.steps.length - folded.length}. `);
    const quiet = { ...trace.steps[0], says: null, changes: [] };
    const longer = renderLanes({ ...trace, steps: [...trace.steps, quiet] });
    expect(longer).toMatch(/^23\. goes on in user_thread$/m);
  });

  it("has room for any number of actors", () => {
    const [first] = trace.steps;
    const many = Array.from({ length: 9 }, (_, at) => ({
      ...first,
      actor: `actor number ${at}`,
      says: "goes on and on, and takes its time until the line is full",
    }));
    const crowded = renderLanes({ ...trace, steps: many });
    for (const line of crowded.split("\n")) expect(line.length).toBeLessThanOrEqual(72);
  });
});
