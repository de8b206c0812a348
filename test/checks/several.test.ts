import { describe, expect, it } from "vitest";
import { checkSystem, findInvariant, findScenario, subjectOf } from "../../checks/index.ts";
import { endOf, replay, type Trace } from "../../counterexamples/index.ts";
import { Reference } from "../../explorer/reference/index.ts";

const law = findInvariant("no-lost-store");
const subject = subjectOf(findScenario("zap-race"), "6.1", "write-notify", null, [law]);
const checked = checkSystem(subject, { several: 9 });
const [row] = checked.rows;
const reference = new Reference(checked.compiled.program.system) as Reference;

function movesOf({ steps }: Trace) {
  const names = reference.system.actors.map(({ name }) => name);
  return steps.map(({ actor, choices }) => ({ actor: names.indexOf(actor), choices }));
}

describe("several counterexamples", () => {
  it("differ in their last step, or in what is wrong; the shortest come first", () => {
    const traces = [row.trace, ...row.others].filter((trace) => trace !== null);
    expect(traces.length).toBeGreaterThan(1);
    const ends = traces.map(({ steps, wrong }) => {
      const last = steps.at(-1);
      return `${last?.actor} ${last?.procedure}.${last?.step}: ${wrong}`;
    });
    expect(new Set(ends).size).toBe(ends.length);
    const lengths = traces.map(({ steps }) => steps.length);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    expect(lengths).toEqual([29, 30]);
    expect(traces[1].wrong).toContain("no I/O is under way");
  });

  it("break the law at their end, and not before", () => {
    for (const trace of row.others) {
      const moves = movesOf(trace);
      for (let length = 0; length <= moves.length; length += 1) {
        const end = endOf(reference, replay(reference, moves.slice(0, length)), law.id);
        expect(end?.kind).toBe(length === moves.length ? "violated" : undefined);
      }
    }
  });

  it("are none where nobody asks, nor of a law that holds", () => {
    expect(checkSystem(subject).rows[0].others).toEqual([]);
    const holds = { ...subject, kernel: "6.12" };
    expect(checkSystem(holds, { several: 9 }).rows[0]).toMatchObject({ trace: null, others: [] });
  });
});
