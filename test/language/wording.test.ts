import { describe, expect, it } from "vitest";
import { Reference } from "../../explorer/reference/index.ts";
import {
  type Change,
  call,
  extend,
  language,
  passesOn,
  primitive,
  range,
  replaceStep,
  type System,
} from "../../model/language/index.ts";

const state = { n: range(9) };
const {
  procedure,
  actor,
  system,
  current,
  replaceStep: replaced,
} = language<typeof state, null, null, object>(() => ({}));

const add = primitive("sums.c", function add(by: number): void {
  current().s.n += by;
});
const add_twice = primitive("sums.c", function add_twice(by: number): void {
  add(by);
  add(by);
});

const inner = procedure("inner", "sums.c: inner()", {
  steps: {
    only: () => "done",
  },
  says: { only: { done: passesOn } },
});

const outer = procedure("outer", "sums.c: outer()", {
  locals: { by: range(4) },
  steps: {
    pick: ({ local, choose }) => {
      local.by = choose([0, 1, 2]);
      return local.by === 0 ? "done" : "sum";
    },
    sum: ({ local }) => {
      if (local.by === 1) add(1);
      else add_twice(2);
      return call(inner, {}, "end");
    },
    end: () => "done",
  },
  says: {
    pick: { done: "nothing to add", sum: ({ chosen: [by] }) => `adds ${by}` },
    sum: ({ s, local, called, next }) =>
      `${s.n} and ${local.by}${called("add_twice") ? " twice" : ""}, then ${next}`,
    end: "ends",
  },
});

const sums = system({
  name: "sums",
  state,
  kernel: null,
  actors: [actor("p", outer, { self: null })],
});

/** What is said of each step of a run, and what was called. */
function told(of: System<{ n: number }>, first: number, moves: number) {
  const reference = new Reference(of);
  let at = reference.initial;
  return Array.from({ length: moves }, (_, move) => {
    const step = reference.step(at, 0, move === 0 ? [first] : []);
    if (step?.outcome.kind !== "taken") throw new Error("blocked");
    const said = reference.says(at, step);
    at = step.outcome.after;
    return { said, calls: step.calls.map(({ name, source }) => `${source}: ${name}`) };
  });
}

describe("what is said of a step", () => {
  it("may depend on where it went, on the state before it, and on what it called", () => {
    expect(told(sums, 0, 1)).toEqual([{ said: "nothing to add", calls: [] }]);
    expect(told(sums, 1, 3)).toEqual([
      { said: "adds 1", calls: [] },
      { said: "0 and 1, then inner", calls: ["sums.c: add"] },
      { said: passesOn, calls: [] },
    ]);
    expect(told(sums, 2, 2)[1]).toEqual({
      said: "0 and 2 twice, then inner",
      calls: ["sums.c: add_twice", "sums.c: add", "sums.c: add"],
    });
  });

  it("outlives the code of a step that runs it and calls nothing else", () => {
    const changed = (more: () => void) =>
      replaced(outer, "sum", (context, original) => {
        original(context);
        more();
        return "end";
      });
    const saidWith = (...changes: Change[]) => told({ ...sums, changes }, 1, 2)[1].said;
    expect(saidWith(changed(() => {}))).toBe("0 and 1, then inner");
    expect(saidWith(changed(() => add(0)))).toBeUndefined();
    // Of two, the words are those of the step that ran.
    const twice = changed(() => {});
    expect(saidWith(twice, twice)).toBe("0 and 1, then inner");
    const spoken = replaced(outer, "sum", () => "end", "is skipped");
    expect(saidWith(spoken, twice)).toBe("is skipped");
    expect(saidWith(twice, spoken)).toBe("is skipped");
  });

  it("does not outlive the code of the step", () => {
    const silent = replaceStep(outer, "end", () => "done");
    expect(told({ ...sums, changes: [silent] }, 1, 4)[3].said).toBeUndefined();
    const spoken = replaceStep(outer, "end", () => "done", "ends otherwise");
    expect(told({ ...sums, changes: [spoken] }, 1, 4)[3].said).toBe("ends otherwise");
    const extended = extend(outer, {
      steps: { end: () => "later" as const, later: () => "done" as const },
      says: { later: "ends later" },
    });
    expect(told({ ...sums, changes: [extended] }, 1, 5).map(({ said }) => said)).toEqual([
      "adds 1",
      "0 and 1, then inner",
      passesOn,
      undefined,
      "ends later",
    ]);
  });
});

describe("a primitive", () => {
  it("needs a name", () => {
    expect(() => primitive("sums.c", () => 0)).toThrow("a primitive has no name");
  });
});
