import { checkSystem, findProposal, findScenario, subjectOf } from "../../checks/index.ts";
import { replay, type Trace, traceOf } from "../../counterexamples/index.ts";
import { noPasses } from "../../explorer/compile/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import { pathTo } from "../../explorer/search/index.ts";
import { replaceStep } from "../../model/current.ts";
import { madvise_dontneed, write_cache_pages } from "../../model/operations/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import { mmap_read_unlock } from "../../model/primitives/index.ts";

// Runs that something is wrong with, and what is told of them.

/** The race that loses a store until 6.1: the trace that a mail would show. */
export function lostStore() {
  const subject = subjectOf(findScenario("zap-race"), "6.1", "write-notify", null);
  const checked = checkSystem(subject, { passes: noPasses });
  const at = checked.rows.findIndex(({ property }) => property === "no-lost-store");
  const { violation } = checked.exploration.properties[at];
  const trace = checked.rows[at].trace;
  if (violation === null || trace === null) throw new Error("nothing is lost");
  const { compiled, exploration } = checked;
  const moves = pathTo(compiled, exploration, violation);
  return { reference: new Reference(compiled.program.system) as Reference, moves, trace };
}

const unlocksTwice: Proposal = {
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

const forgetsLock: Proposal = {
  id: "writeback-forgets-lock",
  what: "writeback does not drop the folio lock",
  why: "to see a deadlock",
  changes: [replaceStep(write_cache_pages, "unlock_page", () => "done")],
};

/** Systems, each with a row that is not as it should be. */
export const faulty = {
  step: () => {
    const broken = findProposal("fork-clears-parent-dirty");
    return subjectOf(findScenario("fork-copied"), "6.12", "shmem", broken);
  },
  error: () => subjectOf(findScenario("zap-race"), "6.12", "shmem", unlocksTwice),
  deadlock: () => subjectOf(findScenario("fsync"), "6.12", "write-notify", forgetsLock),
};

function tracesOf(subject: ReturnType<(typeof faulty)["step"]>): (Trace | null)[] {
  return checkSystem(subject).rows.map(({ trace }) => trace);
}

/** What is thrown. */
function refused(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (thrown) {
    return String(thrown);
  }
}

/** All that is told of each: a trace is the same, or it tells something else. */
export const tellings: Readonly<Record<string, () => unknown>> = {
  "a state that is against a law": () => {
    const { reference, moves, trace } = lostStore();
    const [first, ...rest] = moves.toReversed();
    return {
      trace,
      tooShort: refused(() => traceOf(reference, trace, moves.slice(0, -1))),
      blocked: refused(() => replay(reference, [first, ...rest.toReversed()])),
      unknown: refused(() => traceOf(reference, { ...trace, property: "none" }, moves)),
    };
  },
  "a step that is against a law": () => tracesOf(faulty.step()),
  "a step that breaks a rule of the model": () => tracesOf(faulty.error()),
  "a deadlock": () => tracesOf(faulty.deadlock()),
};
