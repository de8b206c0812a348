import { describe, expect, it } from "vitest";
import { select } from "../../checks/index.ts";
import { compile, noPasses } from "../../explorer/compile/index.ts";
import { explore } from "../../explorer/search/index.ts";
import { systemOf } from "../../scenarios/index.ts";
import { edgeOf } from "./edgeOf.ts";

// What no scenario takes is code that no verdict says anything about.

/** Edges that no scenario takes, and why none can. */
const untaken: readonly (readonly [edge: RegExp, reason: string])[] = [
  [
    /^speculation: walk #0 → walk$/,
    "the parent's entries are always young: only fork makes one old, and only the child's",
  ],
  [
    /^user_thread > (store|gup_write) > .*do_read_fault/,
    "what a store or a write through a reference asks for is a write fault",
  ],
  [
    /^user_thread > (store|gup_write) > .* > handle_mm_fault: handle_pte_fault → (call do_read_fault|done)$/,
    "what a store or a write through a reference asks for is a write fault",
  ],
  [
    /^user_thread > load > .* > handle_mm_fault: handle_pte_fault → (call do_shared_fault|do_wp_page|mkdirty)$/,
    "what a load asks for is a read fault",
  ],
  [
    /^user_thread > load > .* > handle_mm_fault: (do_wp_page|mkdirty) → /,
    "what a load asks for is a read fault",
  ],
  [
    /^user_thread > load > .* > (do_shared_fault|wp_page_shared)\b/,
    "what a load asks for is a read fault",
  ],
  [
    /^user_thread > gup_write > .* > wp_page_shared: (do_wp_page → lock_page|lock_page → .*)$/,
    "no scenario writes through a reference on shmem that is registered for userfaultfd-wp, the only mapping without page_mkwrite that has read-only entries; populate and store do",
  ],
];

/** Every edge of every scenario on every kernel and mapping, and whether some scenario takes it. */
function allEdges(): Map<string, boolean> {
  const edges = new Map<string, boolean>();
  for (const { scenario, kernel, mapping } of select({})) {
    const compiled = compile(systemOf(scenario, kernel, mapping, []), { passes: noPasses });
    const { taken } = explore(compiled);
    for (const [id, transition] of compiled.transitions.entries()) {
      if (transition.error !== null) continue;
      const edge = edgeOf(transition);
      edges.set(edge, edges.get(edge) || taken[id] === 1);
    }
  }
  return edges;
}

describe("every edge of the model", () => {
  const edges = allEdges();
  const never = [...edges].filter(([, isTaken]) => !isTaken).map(([edge]) => edge);

  it("is taken in some scenario, or listed here with a reason", () => {
    expect(edges.size).toBeGreaterThan(250);
    expect(never.filter((edge) => !untaken.some(([pattern]) => pattern.test(edge)))).toEqual([]);
  });

  it("is listed only if no scenario takes it", () => {
    const idle = untaken.filter(([pattern]) => !never.some((edge) => pattern.test(edge)));
    expect(idle).toEqual([]);
  });

  it("is taken where a VMA is gone", () => {
    const gone = [
      "user_thread > load: access → done",
      "user_thread > store > do_user_addr_fault: mmap_read_lock → done",
      "user_thread > madvise_populate: mmap_read_lock → done",
      "user_thread > madvise_dontneed: mmap_read_lock → done",
      "user_thread > gup_write: mmap_read_lock → done",
      "user_thread > munmap: detach_vma → done",
    ];
    expect(gone.filter((edge) => edges.get(edge) !== true)).toEqual([]);
  });
});
