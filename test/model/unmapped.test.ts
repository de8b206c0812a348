import { describe, expect, it } from "vitest";
import { checkSystem, type Subject } from "../../checks/index.ts";
import { goingOn, keepers, keepersPrograms, unmappedSubject } from "./unmapped.ts";

// What is not as it should be. A deadlock, or an error, is a row of its own.
function verdictsOf(subject: Subject) {
  const { rows } = checkSystem(subject, { traces: false });
  return rows.filter(({ met }) => !met).map(({ verdict }) => verdict);
}

function proceduresIn(subject: Subject): Set<string> {
  const { compiled, exploration } = checkSystem(subject, { traces: false });
  return new Set(
    compiled.transitions.flatMap(({ parts }, id) =>
      exploration.taken[id] === 1
        ? parts.map(({ position }) => position.activation.procedure.name)
        : [],
    ),
  );
}

describe("after munmap()", () => {
  it.each(goingOn.map((programs) => ({ programs })))("there is no deadlock: $programs", (one) => {
    expect(verdictsOf(unmappedSubject(one.programs))).toEqual([]);
  });

  it("fsync() of the file goes on", () => {
    expect(proceduresIn(unmappedSubject([["munmap", "fsync"]]))).toContain("fsync");
    const storeOnly = proceduresIn(unmappedSubject([["store"], ["munmap", "fsync"]]));
    expect(storeOnly).toContain("write_cache_pages");
  });

  it.each(keepers)("what is kept for ever is still a deadlock: $what", ({ mapping, proposal }) => {
    expect(verdictsOf(unmappedSubject(keepersPrograms, mapping, proposal))).toEqual(["deadlock"]);
  });
});
