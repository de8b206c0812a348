import { describe, expect, it } from "vitest";
import { compile, contentOf } from "../../explorer/compile/index.ts";
import { Reference, type RunState } from "../../explorer/reference/index.ts";
import { explore } from "../../explorer/search/index.ts";
import {
  blocked,
  bool,
  call,
  copy,
  count,
  every,
  extend,
  type Fact,
  fact,
  type Index,
  indexOf,
  range,
  type System,
  same,
  some,
} from "../../model/language/index.ts";
import { procedure, Slot, type SmallState, smallSystem } from "./smallSystem.ts";

const [first, second, third] = [0, 1, 2].map((at) => indexOf(Slot, at));

/** The state after the only step of a procedure, looked at. */
function stateAfter<T>(
  step: (s: SmallState) => void,
  look: (s: SmallState) => T,
  initialise: (s: SmallState) => void = () => {},
): T {
  const main = procedure("main", "a test", {
    locals: {},
    steps: {
      only: ({ s }) => {
        step(s);
        return "done";
      },
    },
  });
  const reference = new Reference(smallSystem(main, { initialise }));
  const [{ outcome }] = reference.successors(reference.initial);
  if (outcome.kind !== "taken") throw new Error(`the step is ${outcome.kind}`);
  return reference.look(outcome.after, ({ s }) => look(s));
}

describe("views", () => {
  it("start with everything at rest", () => {
    const seen = stateAfter(
      () => {},
      (s) => [s.flag, s.colour, s.number, s.pair.left, s.entries[first].kind],
    );
    expect(seen).toEqual([false, "red", 0, false, "none"]);
  });

  it("assign records and unions whole", () => {
    const seen = stateAfter(
      (s) => {
        s.pair = { left: true, right: false };
        s.entries[second] = { kind: "present", to: third, write: true };
      },
      (s) => [s.pair.left, s.pair.right, { ...s.entries[second] }],
    );
    expect(seen).toEqual([true, false, { kind: "present", to: 2, write: true, type: undefined }]);
  });

  it("keep nothing of the variant that was", () => {
    const seen = stateAfter(
      (s) => {
        s.entries[first] = { kind: "present", to: third, write: true };
        s.entries[first] = { kind: "swap", type: 0 };
        s.entries[first] = { kind: "present", to: first, write: false };
      },
      (s) => ({ ...s.entries[first] }),
    );
    expect(seen).toMatchObject({ kind: "present", to: 0, write: false });
  });

  it("assign a union from a value that was read from it", () => {
    const seen = stateAfter(
      (s) => {
        const { to, write } = s.entries[first] as { to: Index<"Slot">; write: boolean };
        s.entries[first] = { kind: "present", to, write: !write };
      },
      (s) => ({ ...s.entries[first] }),
      (s) => {
        s.entries[first] = { kind: "present", to: third, write: false };
      },
    );
    expect(seen).toMatchObject({ to: 2, write: true });
  });
});

describe("quantifiers", () => {
  const initialise = (s: SmallState) => {
    s.entries[second] = { kind: "present", to: first, write: true };
    s.entries[third] = { kind: "present", to: first, write: true };
  };
  const present = (entry: SmallState["entries"][Index<"Slot">]) => entry.kind === "present";

  it("say what some, every and count say", () => {
    const ask = (s: SmallState) => [
      some(s.entries, present),
      every(s.entries, present),
      count(s.entries, present),
    ];
    expect(stateAfter(() => {}, ask, initialise)).toEqual([true, false, 2]);
  });

  it("do the obvious thing with plain objects", () => {
    const plain = { 0: { kind: "none", at: 1 }, 1: { kind: "present", at: 2 } };
    expect(some(plain, ({ kind }) => kind === "present")).toBe(true);
    expect(every(plain, ({ kind }) => kind === "present")).toBe(false);
    expect(count(plain, ({ at }) => at > 0)).toBe(2);
    expect(same(plain[0], plain[1])).toBe(false);
    copy(plain[0], plain[1]);
    expect(same(plain[0], plain[1])).toBe(true);
  });

  it("compare and copy whole values", () => {
    const seen = stateAfter(
      (s) => copy(s.entries[first], s.entries[second]),
      (s) => [same(s.entries[first], s.entries[third]), { ...s.entries[first] }],
      initialise,
    );
    expect(seen).toMatchObject([true, { kind: "present", to: 0, write: true }]);
  });
});

describe("assigning a view", () => {
  it("copies what it shows", () => {
    const seen = stateAfter(
      (s) => {
        s.entries[first] = s.entries[second];
        s.entries[second] = { kind: "swap", type: 2 };
      },
      (s) => [{ ...s.entries[first] }, { ...s.entries[second] }],
      (s) => {
        s.entries[second] = { kind: "present", to: third, write: true };
      },
    );
    expect(seen).toMatchObject([
      { kind: "present", to: 2, write: true },
      { kind: "swap", type: 2 },
    ]);
  });
});

describe("procedures", () => {
  const callee = procedure("callee", "a test", {
    params: { given: range(5) },
    locals: { result: range(5) },
    steps: {
      add: ({ local }) => {
        if (local.given === 4) return blocked;
        local.result = local.given + 1;
        return "rest";
      },
      rest: () => "done",
    },
  });
  const caller = procedure("caller", "a test", {
    locals: { sum: range(5), spare: bool },
    steps: {
      start: () => call(callee, { given: 2 }, "end", { sum: "result" }),
      end: ({ s, local }) => {
        s.number = local.sum;
        return "done";
      },
    },
  });

  it("pass arguments in and results out, and clear locals at the end", () => {
    const compiled = compile(smallSystem(caller));
    const { states, transitions, depth, table } = explore(compiled);
    expect({ states, transitions, depth }).toEqual({ states: 5, transitions: 4, depth: 4 });
    expect(table.count).toBe(5);
    const reference = new Reference(smallSystem(caller));
    let state = reference.initial;
    for (let step = 0; step < 4; step += 1) {
      const [{ outcome }] = reference.successors(state);
      if (outcome.kind === "taken") state = outcome.after;
    }
    expect(reference.isFinished(state)).toBe(true);
    expect(reference.content(state).s).toMatchObject({ flag: false, number: 3 });
    expect(reference.successors(state)).toEqual([]);
    const contents = [...table.all()].map((words) => JSON.stringify(contentOf(compiled, words)));
    expect(contents).toContain(JSON.stringify(reference.content(state)));
  });

  it("may end with a call", () => {
    const main = procedure("main", "a test", {
      locals: {},
      steps: { start: () => call(callee, { given: 1 }, "done") },
    });
    expect(explore(compile(smallSystem(main)))).toMatchObject({ states: 4, deadlock: -1 });
  });
});

describe("facts", () => {
  const [here, inside, never] = ["is here", "is inside", "is nowhere"].map(fact);
  const callee = procedure("callee", "a test", {
    facts: [{ fact: here, at: ["second"] }],
    steps: { first: () => "second", second: () => "done" },
  });
  const caller = procedure("caller", "a test", {
    facts: [
      { fact: inside, at: "throughout" },
      { fact: here, at: ["enter"] },
    ],
    steps: { enter: () => call(callee, {}, "done") },
  });
  const main = procedure("main", "a test", {
    steps: { start: () => call(caller, {}, "end"), end: () => "done" },
  });

  /** Of which states on the only run is the fact so, by each engine? The last state is that of who has finished. */
  function along(asked: Fact, changes: System<SmallState, null>["changes"] = []): boolean[][] {
    const system = smallSystem(main, {
      changes,
      covers: [{ id: "asked", reached: ({ actors }) => actors[0].is(asked) }],
    });
    const compiled = compile(system);
    const isSo = new Map(
      [...explore(compiled).table.all()].map((words) => [
        JSON.stringify(contentOf(compiled, words)),
        compiled.covers[0].reached.isTrue(words, 0, 1) === 0,
      ]),
    );
    const reference = new Reference(system);
    const [slow, fast]: boolean[][] = [[], []];
    for (let state: RunState | null = reference.initial; state !== null; ) {
      slow.push(reference.look(state, ({ actors }) => actors[0].is(asked)));
      fast.push(isSo.get(JSON.stringify(reference.content(state))) === true);
      const [next] = reference.successors(state);
      state = next?.outcome.kind === "taken" ? next.outcome.after : null;
    }
    return [slow, fast];
  }

  it("are so at the steps that a procedure declares, or throughout it and what it calls", () => {
    const atSteps = [false, true, false, true, false, false];
    const within = [false, true, true, true, false, false];
    expect(along(here)).toEqual([atSteps, atSteps]);
    expect(along(inside)).toEqual([within, within]);
    expect(along(never).flat()).not.toContain(true);
  });

  it("may be declared by a change, of its new steps too", () => {
    const more = extend(main, {
      facts: [{ fact: here, at: ["end", "later"] }],
      steps: { end: () => "later", later: () => "done" },
    });
    const expected = [false, true, false, true, true, true, false];
    expect(along(here, [more])).toEqual([expected, expected]);
  });

  it("of a step that a procedure does not have are refused", () => {
    const wrong = { facts: [{ fact: here, at: ["thrid"] as never[] }], steps: { a: () => "done" } };
    expect(() => procedure("wrong", "a test", wrong as never)).toThrow(/thrid.*no step/);
  });
});
