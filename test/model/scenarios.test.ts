import { describe, expect, it } from "vitest";
import { checkSystem, select } from "../../checks/index.ts";
import { noPasses } from "../../explorer/compile/index.ts";
import { invariants } from "../../invariants/index.ts";
import { scenarios } from "../../scenarios/index.ts";
import { edgeOf } from "./edgeOf.ts";
import { oldSubjects } from "./oldSubjects.ts";
import { pins } from "./pins.ts";
import { untaken } from "./untaken.ts";

type Checked = ReturnType<typeof checkSystem>;

/** What is kept of a checked system: not its table, which is large. */
interface Kept {
  readonly subject: Checked["subject"];
  readonly rows: Checked["rows"];
  readonly states: number;
  /** One line: what it is, its exact size, and its verdicts. */
  readonly pin: string;
}

function kept({ subject, rows, exploration }: Checked): Kept {
  const { scenario, kernel, mapping } = subject;
  const { states, transitions, depth } = exploration;
  const verdicts = rows.map(({ property, verdict }) => `${property} ${verdict}`).join(", ");
  const pin = `${scenario.id} ${mapping} ${kernel}: ${states} ${transitions} ${depth}: ${verdicts}`;
  return { subject, rows, states, pin };
}

/** Every step and edge of every scenario on every kernel and mapping, and whether some scenario takes it. */
const steps = new Map<string, boolean>();
const edges = new Map<string, boolean>();

function note({ compiled, exploration }: Checked): void {
  for (const [id, transition] of compiled.transitions.entries()) {
    const isTaken = exploration.taken[id] === 1;
    const [{ position }] = transition.parts;
    const step = `${position.activation.procedure.name}.${position.step}`;
    steps.set(step, steps.get(step) || isTaken);
    if (transition.error !== null) continue;
    const edge = edgeOf(transition);
    edges.set(edge, edges.get(edge) || isTaken);
  }
}

const checked = select({}).map((subject) => {
  const one = checkSystem(subject, { passes: noPasses });
  note(one);
  return kept(one);
});
for (const subject of oldSubjects) note(checkSystem(subject, { passes: noPasses, traces: false }));
const smaller = select({}).map((subject) => kept(checkSystem(subject)));

/** The verdicts of a system, and how long its traces are. */
function verdictsOf({ rows }: Kept): string[] {
  return rows.map(
    ({ property, verdict, trace }) => `${property} ${verdict} ${trace?.steps.length ?? ""}`,
  );
}

describe("scenarios", () => {
  // A number that changes needs a sentence in the commit: why does the model do more or less now?
  it("have exactly the states, transitions, depth and verdicts that are pinned", () => {
    expect(checked.map(({ pin }) => pin)).toEqual(pins);
  });

  it("have the same verdicts and as short traces with all passes, in smaller systems", () => {
    expect(smaller.map(verdictsOf)).toEqual(checked.map(verdictsOf));
    for (const [at, { subject, states }] of smaller.entries()) {
      // A law about threads at rest keeps what they start apart from the start.
      const isAboutRest = subject.invariants.some(({ id }) =>
        ["locks-balanced", "private-memory-is-own"].includes(id),
      );
      const most = isAboutRest ? 1 : 0.7;
      expect(states).toBeLessThan(most * checked[at].states);
    }
  });

  it("show what they expect, and nothing else", () => {
    const unmet = smaller.flatMap(({ rows }) => rows.filter(({ met }) => !met));
    expect(unmet).toEqual([]);
  });

  it("take every step on some kernel: no step of the model is dead", () => {
    expect([...steps].filter(([, taken]) => !taken)).toEqual([]);
    expect(steps.size).toBeGreaterThan(60);
  });

  it("name only invariants that exist, and expect only what they ask", () => {
    const known = invariants.map(({ id }) => id);
    for (const { asks, expects } of scenarios) {
      expect(known).toEqual(expect.arrayContaining([...asks]));
      expect(asks).toEqual(expect.arrayContaining(expects.map(({ violated }) => violated)));
    }
  });

  it("ask for every invariant", () => {
    const asked = new Set(scenarios.flatMap(({ asks }) => asks));
    expect(invariants.filter(({ id }) => !asked.has(id))).toEqual([]);
  });
});

describe("every edge of the model", () => {
  const never = [...edges].filter(([, isTaken]) => !isTaken).map(([edge]) => edge);

  it("is taken in some scenario, or listed with a reason", () => {
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
      "user_thread > take_reference: mmap_read_lock → done",
      "user_thread > mem_write: mmap_read_lock → done",
    ];
    expect(gone.filter((edge) => edges.get(edge) !== true)).toEqual([]);
  });
});
