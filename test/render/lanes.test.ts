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
    expect(text.split("\n").slice(2, 20).join("\n")).toMatchInlineSnapshot(`
      "    storer      zapper      flusher     disk
          ------      ------      -------     ----
       1. next (store)
       2. access (walk)
       3. mmap_read_lock  P.mmap_lock: free → read 1
       7. lock_page  PG_locked: free → storer
       8. set_page_dirty  PG_dirty: 0 → 1; TAG_DIRTY: 0 → 1
       9. finish_fault
            P.pte: - → present W D; mapcount: 0 → 1; cpu0 TLB(P): {} → {W D};
            cpu1 TLB(P): {} → {W D}
      11. unlock_page  PG_locked: storer → free
      12.             next (madvise_dontneed)
      13.             mmap_read_lock  P.mmap_lock: read 1 → read 2
      15.             ptep_get_and_clear
                        P.ptl: free → zapper; P.pte: present W D → -
      17.             page_remove_rmap  mapcount: 1 → 0
      20.                         lock_page  PG_locked: free → flusher
      25.                         folio_test_clear_dirty  PG_dirty: 1 → 0"
    `);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(72);
  });

  it("leaves out only steps that change nothing, and says how many", () => {
    const quiet = trace.steps.filter(
      ({ changes, chosen }) => changes.length === 0 && chosen.length === 0,
    );
    expect(quiet.length).toBeGreaterThan(5);
    expect(text).toContain(`(${quiet.length} of ${trace.steps.length} steps that change nothing`);
    for (const [at, { step, changes }] of trace.steps.entries()) {
      if (changes.length > 0) expect(text).toMatch(new RegExp(`^ *${at + 1}\\. +${step}`, "m"));
    }
  });

  it("shows the last step also if it changes nothing, and any number of actors", () => {
    const [first] = trace.steps;
    const quiet = { ...first, step: "the_end", chosen: [], changes: [] };
    const many = Array.from({ length: 9 }, (_, at) => ({ ...first, actor: `actor number ${at}` }));
    const crowded = renderLanes({ ...trace, steps: [...many, quiet] });
    expect(crowded).toMatch(/^10\. +the_end$/m);
    for (const line of crowded.split("\n")) expect(line.length).toBeLessThanOrEqual(72);
  });
});
