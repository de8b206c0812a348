import { describe, expect, it } from "vitest";
import { findScenario } from "../../checks/index.ts";
import { compile } from "../../explorer/compile/index.ts";
import { explore } from "../../explorer/search/index.ts";
import { replaceStep } from "../../model/current.ts";
import { do_user_addr_fault, munmap } from "../../model/operations/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import type { Operation } from "../../model/state.ts";
import type { Thread } from "../../scenarios/index.ts";
import { systemOf } from "../../scenarios/index.ts";

// A thread whose mm has lost its VMA for ever waits without being a deadlock, or goes on with what needs none.

function search(programs: readonly (readonly Operation[])[], proposal: Proposal | null = null) {
  const threads: Thread[] = programs.map((program, cpu) => {
    return { name: `thread${cpu}`, mm: "parent", cpu, program };
  });
  const scenario = { ...findScenario("unmap-access"), threads };
  const compiled = compile(systemOf(scenario, "6.12", "write-notify", [], proposal));
  const { deadlock, error, taken } = explore(compiled);
  const procedures = new Set(
    compiled.transitions.flatMap(({ parts }, id) =>
      taken[id] === 1 ? parts.map(({ position }) => position.activation.procedure.name) : [],
    ),
  );
  return { isDeadlock: deadlock >= 0, isError: error !== null, procedures };
}

describe("after munmap()", () => {
  it.each<Operation[][]>([
    [["munmap"]],
    [["store", "munmap"]],
    [["munmap", "fsync"]],
    [["load", "munmap", "madvise_populate_write"]],
  ])("by the only thread of an mm there is no deadlock: %s", (...program) => {
    expect(search([program.flat()])).toMatchObject({ isDeadlock: false, isError: false });
  });

  it("a thread that did nothing but access the page is done with", () => {
    expect(search([["load"], ["munmap"]])).toMatchObject({ isDeadlock: false });
  });

  it("fsync() of the file goes on", () => {
    const { procedures } = search([["munmap", "fsync"]]);
    expect(procedures).toContain("fsync");
    const storeOnly = search([["store"], ["munmap", "fsync"]]);
    expect(storeOnly.procedures).toContain("write_cache_pages");
  });

  it.each([
    {
      id: "munmap-keeps-mmap-lock",
      change: replaceStep(munmap, "mmap_read_unlock", () => "done"),
    },
    {
      id: "fault-keeps-mmap-lock",
      change: replaceStep(do_user_addr_fault, "mmap_read_lock", (c, original) => {
        const next = original(c);
        if (next === "done") c.s.mm[c.self.mm].mmap_lock.readers[c.self.id] = true;
        return next;
      }),
    },
  ])("a lock that is held for ever is still a deadlock: $id", ({ id, change }) => {
    const proposal = { id, what: id, why: "to see a deadlock", changes: [change] };
    expect(search([["store"], ["munmap"]], proposal)).toMatchObject({ isDeadlock: true });
  });
});
