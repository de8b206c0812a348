import { match, P } from "ts-pattern";
import { describe, expect, it } from "vitest";
import type { Content } from "../../explorer/Content.ts";
import {
  exploreNaively,
  Reference,
  type ReferenceStep,
  type RunState,
} from "../../explorer/reference/index.ts";
import {
  type AnyOutcome,
  type AnyProcedure,
  array,
  blocked,
  bool,
  type Change,
  call,
  copy,
  count,
  domain,
  every,
  extend,
  type Fields,
  first,
  index,
  indexes,
  indexOf,
  is,
  LanguageError,
  language,
  must,
  nullable,
  oneOf,
  outOfScope,
  type Property,
  range,
  record,
  replaceStep,
  type System,
  same,
  some,
  union,
  update,
  type ValueOf,
  type ValuesOf,
  waitUntil,
} from "../../model/language/index.ts";

const Slot = domain("Slot");
const Empty = domain("Empty");
const done = () => "done" as const;
const slot = (at: number) => indexOf(Slot, at);

const pair = record({ left: bool, right: range(3) });
const entry = union({
  none: {},
  present: { to: index(Slot), write: bool },
  swap: { type: range(3) },
});

const state = {
  flag: bool,
  colour: oneOf("red", "green", "blue"),
  number: range(5),
  maybe: nullable(range(3)),
  one: pair,
  two: pair,
  turned: record({ right: range(3), left: bool }),
  outer: record({ inner: pair, flags: array(Slot, bool) }),
  entries: array(Slot, entry),
  nothing: index(Empty),
  nobody: nullable(index(Empty)),
  none: array(Empty, bool),
  pick: union({ gone: { at: index(Empty) }, here: { left: bool } }),
} as const satisfies Fields;

type S = ValuesOf<typeof state>;
const small = language<typeof state, { cpu: number }, { isOld: boolean }>();
const { procedure } = small;

const locals = { n: range(5), p: pair, u: entry, flags: array(Slot, bool), never: index(Empty) };
type Locals = ValuesOf<typeof locals>;

interface Step {
  readonly s: S;
  readonly local: Locals;
  readonly self: { cpu: number };
  readonly kernel: { isOld: boolean };
  choose<const T>(options: readonly T[]): T;
}

/** One actor that takes one step, all of it in `body`. */
function systemOf(body: (step: Step) => AnyOutcome | undefined, initialise?: (s: S) => void) {
  const run = procedure("run", "a test", {
    locals,
    steps: { only: done, last: done },
  });
  return systemWith(
    [["a", { ...run, steps: { ...run.steps, only: (step: Step) => body(step) ?? "done" } }]],
    initialise,
  );
}

type Actors = readonly (readonly [string, System["actors"][number]["procedure"]])[];

function systemWith(
  actors: Actors,
  initialise: (s: S) => void = () => {},
  changes: readonly Change[] = [],
): System<S, unknown> {
  return {
    name: "small",
    state,
    sizes: { Slot: 3, Empty: 0 },
    nameOf: (_, at) => ["zero", "first", "second"][at],
    kernel: { isOld: true },
    actors: actors.map(([name, run], cpu) => ({ name, procedure: run, args: {}, self: { cpu } })),
    changes,
    initialise,
    properties: [],
    covers: [],
  };
}

function outcomesOf(body: (step: Step) => AnyOutcome | undefined) {
  const reference = new Reference(systemOf(body));
  return reference.successors(reference.initial).map(({ outcome }) => outcome);
}

/** What one step leads to. */
function stateAfter(body: (step: Step) => AnyOutcome | undefined): S {
  const reference = new Reference(systemOf(body));
  const [step] = reference.successors(reference.initial);
  return reference.content(taken(step)).s as S;
}

function taken(step: ReferenceStep | null): RunState {
  if (step?.outcome.kind === "taken") return step.outcome.after;
  throw step?.outcome.kind === "error" ? step.outcome.error : new Error("not taken");
}

/** The error that a step is, as an outcome: its code, and where. */
function errorOf(body: (step: Step) => AnyOutcome | undefined): string {
  const [outcome] = outcomesOf(body);
  if (outcome?.kind !== "error") return outcome?.kind ?? "blocked";
  return `${outcome.error.code}: ${outcome.error.what.replace("run, step only: ", "")}`;
}

/** The code of the refusal that is thrown. */
function refusalOf(body: () => unknown): string {
  try {
    body();
  } catch (thrown) {
    if (thrown instanceof LanguageError) return thrown.code;
    throw thrown;
  }
  return "none";
}

describe("the initial state", () => {
  it("is at rest, with fields in order, and nothing where nothing can be", () => {
    const reference = new Reference(systemOf(done));
    const content: Content = reference.content(reference.initial);
    const rest = { left: false, right: 0 };
    const none = { kind: "none" };
    expect(JSON.stringify(content.s)).toBe(
      JSON.stringify({
        flag: false,
        colour: "red",
        number: 0,
        maybe: null,
        one: rest,
        two: rest,
        turned: { right: 0, left: false },
        outer: { inner: rest, flags: [false, false, false] },
        entries: [none, none, none],
        nothing: null,
        nobody: null,
        none: [],
        pick: { kind: "here", left: false },
      }),
    );
    const unsetLocals = { n: 0, p: rest, u: none, flags: [false, false, false], never: null };
    expect(content.actors).toEqual([
      [{ procedure: "run", step: "only", results: {}, locals: unsetLocals }],
    ]);
  });

  it("is what initialise makes of it; waiting and errors there are thrown", () => {
    const start = (initialise: (s: S) => void) => new Reference(systemOf(done, initialise));
    const reference = start((s) => {
      s.entries[slot(1)] = { kind: "swap", type: 2 };
    });
    expect(reference.look(reference.initial, ({ s }) => ({ ...s.entries[slot(1)] }))).toEqual({
      kind: "swap",
      type: 2,
    });
    expect(refusalOf(() => start((s) => waitUntil(s.flag)))).toBe("choice");
    expect(() =>
      start((s) => {
        s.number = 5;
      }),
    ).toThrow("the initial state: number was given 5, but holds 0 to 4");
  });

  it("gives each actor its arguments, exactly", () => {
    const main = procedure("main", "a test", {
      params: { n: range(3) },
      steps: { a: done },
    });
    const start = (args: Record<string, unknown>) => {
      const system = systemWith([["a", main]]);
      return new Reference({ ...system, actors: [{ ...system.actors[0], args }] });
    };
    const reference = start({ n: 2 });
    expect(reference.content(reference.initial).actors[0]).toMatchObject([{ locals: { n: 2 } }]);
    expect(refusalOf(() => start({}))).toBe("argument");
    expect(refusalOf(() => start({ n: 1, m: 1 }))).toBe("argument");
    expect(refusalOf(() => start({ n: 3 }))).toBe("domain");
  });
});

describe("values are copied when they are assigned", () => {
  it("swaps records by way of a constant", () => {
    const s = stateAfter(({ s }) => {
      s.one = { left: true, right: 2 };
      const one = s.one;
      s.one = s.two;
      s.two = one;
    });
    expect([s.one, s.two]).toEqual([
      { left: false, right: 0 },
      { left: true, right: 2 },
    ]);
  });

  it("shows an old value through a reference taken before", () => {
    stateAfter(({ s }) => {
      const { inner } = s.outer;
      const outer = s.outer;
      s.outer = { inner: { left: true, right: 1 }, flags: s.outer.flags };
      expect([inner.left, outer.inner.left, s.outer.inner.left]).toEqual([false, false, true]);
    });
  });

  it("shows a scalar that is assigned through all references", () => {
    stateAfter(({ s }) => {
      const { inner } = s.outer;
      s.outer.inner.right = 2;
      expect([inner.right, inner === s.outer.inner]).toEqual([2, true]);
    });
  });

  it("aliases nothing", () => {
    const s = stateAfter(({ s, local }) => {
      const literal = { left: true, right: 1 };
      s.one = literal;
      literal.right = 2;
      s.two = s.one;
      s.two.left = false;
      local.p = s.one;
      local.p.right = 0;
    });
    expect([s.one, s.two]).toEqual([
      { left: true, right: 1 },
      { left: false, right: 1 },
    ]);
  });

  it("refuses assignments through what is detached", () => {
    const detached = "detached: one was replaced, and then a value taken before was assigned to";
    const replaced = (act: (old: S["one"], s: S) => void) =>
      errorOf(({ s }) => {
        const old = s.one;
        s.one = s.two;
        act(old, s);
        return "done";
      });
    expect(
      replaced((old) => {
        old.left = true;
      }),
    ).toBe(detached);
    expect(replaced((old, s) => copy(old, s.two))).toBe(detached);
    expect(
      errorOf(({ s }) => {
        const { inner } = s.outer;
        copy(s.outer, s.outer);
        inner.left = true;
        return "done";
      }),
    ).toMatch(/^detached: outer.inner /);
  });

  it("keeps in place what copy() writes to", () => {
    const s = stateAfter(({ s }) => {
      const entry = s.entries[slot(0)];
      copy(entry, { kind: "swap", type: 1 });
      expect(entry === s.entries[slot(0)]).toBe(true);
      copy(s.entries[slot(2)], s.entries[slot(0)]);
      copy(s, "two", s.outer, "inner");
      update(s, "number", (n) => n + 3);
      copy(s.outer, "flags", s.outer, "flags");
      if (entry.kind === "swap") entry.type = 2;
    });
    expect(s.number).toBe(3);
    expect(s.entries).toEqual([
      { kind: "swap", type: 2 },
      { kind: "none" },
      { kind: "swap", type: 1 },
    ]);
  });

  it("fits by name and value, whatever the order", () => {
    const s = stateAfter(({ s }) => {
      s.one = { right: 2, left: true };
      s.turned = s.one;
      s.outer.flags = [true, false, true];
    });
    expect(JSON.stringify([s.one, s.turned])).toBe(
      '[{"left":true,"right":2},{"right":2,"left":true}]',
    );
    expect(s.outer.flags).toEqual([true, false, true]);
  });
});

describe("errors of reading and assigning", () => {
  const cases: readonly [string, (step: Step) => unknown][] = [
    ["outside: entries.3 does not exist", ({ s }) => s.entries[slot(3)]],
    ["outside: entries.-1 does not exist", ({ s }) => s.entries[slot(-1)]],
    ["outside: one.lift does not exist", ({ s }) => Reflect.get(s.one, "lift")],
    ["outside: one.lift does not exist", ({ s }) => Reflect.set(s.one, "lift", 1)],
    ["outside: entries.length does not exist", ({ s }) => Reflect.get(s.entries, "length")],
    ["outside: nothing does not exist", ({ s }) => s.nothing],
    ["outside: a.run.never does not exist", ({ local }) => local.never],
    [
      "domain: nothing was given 0, but holds an index of Empty",
      ({ s }) => Reflect.set(s, "nothing", 0),
    ],
    ["domain: nobody was given 0", ({ s }) => Reflect.set(s, "nobody", 0)],
    ["domain: pick.at was given 0", ({ s }) => Reflect.set(s, "pick", { kind: "gone", at: 0 })],
    [
      "variant: entries.first.type does not exist while kind is none",
      ({ s }) => Reflect.get(s.entries[slot(1)], "type"),
    ],
    ["variant: entries.first.type", ({ s }) => Reflect.set(s.entries[slot(1)], "type", 0)],
    ["variant: entries.first.kind", ({ s }) => Reflect.set(s.entries[slot(1)], "kind", "none")],
    ["outside: entries.first.tipe", ({ s }) => Reflect.get(s.entries[slot(1)], "tipe")],
    ["domain: number was given 5, but holds 0 to 4", ({ s }) => Reflect.set(s, "number", 5)],
    ["domain: number was given 0.5", ({ s }) => Reflect.set(s, "number", 0.5)],
    ['domain: colour was given "pink"', ({ s }) => Reflect.set(s, "colour", "pink")],
    ["domain: flag was given undefined", ({ s }) => Reflect.set(s, "flag", undefined)],
    [
      "domain: one was given {left}, but holds {left, right}",
      ({ s }) => Reflect.set(s, "one", { left: true }),
    ],
    [
      "domain: one was given {left, right, x}",
      ({ s }) => Reflect.set(s, "one", { left: true, right: 1, x: 1 }),
    ],
    [
      "domain: outer.inner.right was given 3",
      ({ s }) => Reflect.set(s.outer, "inner", { left: true, right: 3 }),
    ],
    [
      'domain: entries.zero was given kind "lost"',
      ({ s }) => Reflect.set(s.entries, 0, { kind: "lost" }),
    ],
    [
      "domain: entries.zero was given {kind, type}",
      ({ s }) => Reflect.set(s.entries, 0, { kind: "present", type: 1 }),
    ],
    ["domain: entries was given {0}", ({ s }) => Reflect.set(s, "entries", [{ kind: "none" }])],
    ["domain: one was given null", ({ s }) => Reflect.set(s, "one", null)],
    ["domain: one.left", ({ s }) => Reflect.deleteProperty(s.one, "left")],
    ["unset: a.run.n was read", ({ local }) => local.n],
    ["unset: a.run.p.left was read", ({ local }) => local.p.left],
    ["unset: a.run.u.kind was read", ({ local }) => local.u.kind],
    ["unset: a.run.u.kind was read", ({ local }) => Reflect.get(local.u, "type")],
    ["unset: a.run.u.kind was read", ({ local }) => Object.keys(local.u)],
    [
      "unset: a.run.p.right was read",
      ({ s, local }) => {
        local.p.left = true;
        s.one = local.p;
      },
    ],
    ["assert: it is set", ({ s }) => must(s.flag, "it is set")],
    [
      "throws: it threw: oops",
      () => {
        throw new Error("oops");
      },
    ],
  ];

  it.each(cases)("%s", (text, body) => {
    const error = errorOf((step) => {
      body(step);
      return "done";
    });
    expect(error.slice(0, text.length)).toBe(text);
  });

  it("are outcomes of a path, beside others", () => {
    const outcomes = outcomesOf(({ s, choose }) => {
      s.number = choose([1, 2, 3]) + 2;
      return "done";
    });
    expect(outcomes.map(({ kind }) => kind)).toEqual(["taken", "taken", "error"]);
  });

  it("assigns a union local whole, and then it has a kind", () => {
    const body = ({ s, local }: Step) => {
      local.u = { kind: "present", to: slot(1), write: true };
      local.u.write = false;
      s.entries[slot(1)] = local.u;
    };
    expect(stateAfter((step) => void body(step)).entries[slot(1)]).toEqual({
      kind: "present",
      to: 1,
      write: false,
    });
  });

  it("writes no -0", () => {
    const s = stateAfter(({ s }) => {
      s.number = -0;
      expect(Object.is(s.number, 0)).toBe(true);
    });
    expect(s.number).toBe(0);
  });
});

describe("guards are like plain objects", () => {
  it("can be spread, listed and asked", () => {
    const s = stateAfter(({ s, local }) => {
      const entry = s.entries[slot(0)];
      expect([Object.keys(entry), "to" in entry, "kind" in entry]).toEqual([["kind"], false, true]);
      s.entries[slot(0)] = { kind: "present", to: slot(2), write: true };
      const present = s.entries[slot(0)];
      expect({ ...present }).toEqual({ kind: "present", to: 2, write: true });
      if (present.kind === "present") s.entries[slot(1)] = { ...present, write: false };
      expect([Object.keys(s).includes("nothing"), "nothing" in s, "nobody" in s]).toEqual([
        false,
        false,
        true,
      ]);
      expect(Object.keys(local.p)).toEqual(["left", "right"]);
      expect(Reflect.get(s, Symbol.iterator)).toBe(undefined);
    });
    expect(s.entries[slot(1)]).toEqual({ kind: "present", to: 2, write: false });
  });

  it("can be matched", () => {
    const text = (value: ValueOf<typeof entry>) =>
      match(value)
        .with({ kind: "none" }, () => "none")
        .with({ kind: "present", write: true, to: P.select() }, (to) => `writes ${to}`)
        .with({ kind: "present" }, ({ to }) => `reads ${to}`)
        .with({ kind: "swap" }, ({ type }) => `swap ${type}`)
        .exhaustive();
    stateAfter(({ s }) => {
      s.entries[slot(1)] = { kind: "present", to: slot(2), write: true };
      s.entries[slot(2)] = { kind: "swap", type: 1 };
      expect(indexes(s.entries).map((at) => text(s.entries[at]))).toEqual([
        "none",
        "writes 2",
        "swap 1",
      ]);
    });
  });

  it("answer quantifiers", () => {
    stateAfter(({ s }) => {
      s.outer.flags[slot(1)] = true;
      s.two.right = 2;
      const { flags } = s.outer;
      expect(some(flags, (flag) => flag)).toBe(true);
      expect(every(flags, (flag) => flag)).toBe(false);
      expect(count(flags, (flag) => !flag)).toBe(2);
      expect(first(flags, (flag) => flag)).toBe(1);
      expect(first(s.none, () => true)).toBe(null);
      expect(is(s.two, ({ right }) => right === 2)).toBe(true);
      expect([same(s.one, s.two), same(s.one, s.outer.inner)]).toEqual([false, true]);
      expect([same(s, "one", s, "two"), same(s, "one", s.outer, "inner")]).toEqual([false, true]);
    });
  });
});

describe("outcomes", () => {
  it("are transitions by choice, in order; equal results count twice", () => {
    const reference = new Reference(
      systemOf(({ s, choose }) => {
        s.number = choose([4, 4]);
        waitUntil(choose(["a", "b"]) === "b" || s.number === 4);
        return choose([true, false]) ? "last" : "done";
      }),
    );
    const steps = reference.successors(reference.initial);
    expect(steps.map(({ choices }) => choices.join(""))).toEqual([
      "000",
      "001",
      "010",
      "011",
      "100",
      "101",
      "110",
      "111",
    ]);
    expect(steps[2].chosen).toEqual([4, "b", true]);
    expect(reference.placeOf(taken(steps[2]), 0)).toMatchObject({ step: "last" });
    expect(reference.isFinished(taken(steps[1]))).toBe(true);
    expect(reference.step(reference.initial, 0, [1, 0, 1])?.outcome).toEqual(steps[5].outcome);
    for (const wrong of [
      [1, 0],
      [1, 0, 1, 0],
      [2, 0, 0],
      [0, -1, 0],
    ]) {
      expect(() => reference.step(reference.initial, 0, wrong)).toThrow("chooses otherwise");
    }
  });

  it.each<[string, (step: Step) => AnyOutcome]>([
    ["blocked", () => blocked],
    [
      "waitUntil",
      ({ s }) => {
        s.flag = true;
        waitUntil(!s.flag);
        return "done";
      },
    ],
    ["choose([])", ({ choose }) => choose([])],
  ])("%s is no transition", (_, body) => {
    const reference = new Reference(systemOf(body));
    expect(reference.successors(reference.initial)).toEqual([]);
    expect(reference.step(reference.initial, 0, [])).toBe(null);
    expect(exploreNaively(systemOf(body))).toMatchObject({ states: 1, deadlock: 0, depth: 0 });
  });

  it("may be out of scope", () => {
    expect(outcomesOf(() => outOfScope("no slot"))).toEqual([
      { kind: "outOfScope", what: "no slot" },
    ]);
  });

  it("must be steps of the procedure", () => {
    const at = (said: unknown) => () => outcomesOf(() => said as AnyOutcome);
    expect(refusalOf(at("nowhere"))).toBe("label");
    expect(refusalOf(at("toString"))).toBe("label");
    expect(refusalOf(at(3))).toBe("label");
  });

  it("leave the state before as it was, and guards of it closed", () => {
    const kept: S[] = [];
    const reference = new Reference(
      systemOf(({ s }) => {
        kept.push(s);
        s.number = 1;
        return "done";
      }),
    );
    const [step] = reference.successors(reference.initial);
    expect(reference.look(reference.initial, ({ s }) => s.number)).toBe(0);
    expect(reference.look(taken(step), ({ s }) => s.number)).toBe(1);
    expect(() => {
      kept[0].number = 2;
    }).toThrow(LanguageError);
  });

  it("see self and kernel", () => {
    stateAfter(({ self, kernel }) => {
      expect([self, kernel]).toEqual([{ cpu: 0 }, { isOld: true }]);
    });
  });
});

describe("calls", () => {
  const inner = procedure("inner", "a test", {
    params: { from: range(3), at: pair },
    locals: { n: range(5), p: pair },
    steps: {
      add: ({ local }) => {
        local.n = local.from + 1;
        local.p = local.at;
        return "leave";
      },
      leave: done,
    },
  });
  const middle = procedure("middle", "a test", {
    locals: { m: range(5), q: pair },
    steps: { only: ({ s }) => call(inner, { from: 2, at: s.one }, "done", { m: "n", q: "p" }) },
  });
  const outer = procedure("outer", "a test", {
    locals: { n: range(5), p: pair },
    steps: {
      enter: ({ s }) => {
        s.one.left = true;
        return call(middle, {}, "use", { n: "m", p: "q" });
      },
      use: ({ s, local }) => {
        s.number = local.n;
        s.two = local.p;
        return "done";
      },
    },
  });

  it("hand results through callers that are done with it, in one step", () => {
    const reference = new Reference(systemWith([["a", outer]]));
    const walk = (steps: number) => {
      let state = reference.initial;
      for (let at = 0; at < steps; at += 1) state = taken(reference.successors(state)[0]);
      return reference.content(state);
    };
    expect(
      walk(2).actors[0]?.map(({ procedure, step, results }) => [procedure, step, results]),
    ).toEqual([
      ["outer", "use", { n: "m", p: "q" }],
      ["middle", "done", { m: "n", q: "p" }],
      ["inner", "add", {}],
    ]);
    expect(walk(2).actors[0]?.[2].locals).toEqual({
      from: 2,
      at: { left: true, right: 0 },
      n: 0,
      p: { left: false, right: 0 },
    });
    expect(walk(4).actors[0]).toEqual([
      {
        procedure: "outer",
        step: "use",
        results: {},
        locals: { n: 3, p: { left: true, right: 0 } },
      },
    ]);
    expect(walk(5)).toMatchObject({ s: { number: 3, two: { left: true } }, actors: [null] });
    expect(exploreNaively(systemWith([["a", outer]]))).toMatchObject({
      states: 6,
      transitions: 5,
      depth: 5,
      deadlock: null,
      complete: true,
      taken: new Set([
        "a outer.enter",
        "a middle.only",
        "a inner.add",
        "a inner.leave",
        "a outer.use",
      ]),
    });
  });

  it("have errors of results in the last step of the callee", () => {
    const lazy = procedure("lazy", "a test", {
      locals: { n: range(5) },
      steps: { only: done },
    });
    const caller = procedure("caller", "a test", {
      locals: { n: range(5) },
      steps: { only: () => call(lazy, {}, "done", { n: "n" }) },
    });
    const reference = new Reference(systemWith([["a", caller]]));
    const state = taken(reference.successors(reference.initial)[0]);
    expect(reference.successors(state)).toMatchObject([
      {
        outcome: {
          error: {
            code: "unset",
            what: "lazy, step only: a.lazy.n was read before it was assigned",
          },
        },
      },
    ]);
  });

  it("are refused if they do not fit", () => {
    const calls = (args: object, then: string, results = {}) =>
      refusalOf(() => outcomesOf(() => ({ procedure: inner, args: { ...args }, then, results })));
    const at = { left: true, right: 1 };
    expect(calls({ from: 1, at }, "last", { n: "from" })).toBe("none");
    expect(calls({ from: 1 }, "last")).toBe("argument");
    expect(calls({ from: 1, at, n: 1 }, "last")).toBe("argument");
    expect(calls({ from: 1, at }, "last", { m: "n" })).toBe("argument");
    expect(calls({ from: 1, at }, "last", { n: "m" })).toBe("argument");
    expect(calls({ from: 1, at }, "nowhere")).toBe("label");
    expect(errorOf(() => call(inner, { from: 3, at }, "last"))).toBe(
      "domain: a.inner.from was given 3, but holds 0 to 2",
    );
  });

  it("may not be recursive, nor of two procedures with one name", () => {
    const twin = procedure("self", "a test", { steps: { only: done } });
    const self: AnyProcedure = {
      ...twin,
      steps: { only: () => call(self as typeof twin, {}, "only") },
    };
    const reference = new Reference(systemWith([["a", self]]));
    expect(refusalOf(() => reference.successors(reference.initial))).toBe("recursion");
    expect(
      refusalOf(
        () =>
          new Reference(
            systemWith([
              ["a", self],
              ["b", twin],
            ]),
          ),
      ),
    ).toBe("declaration");
  });
});

describe("changes", () => {
  const main = procedure("main", "a test", {
    locals: { n: range(5) },
    steps: {
      set: ({ local }) => {
        local.n = 1;
        return "use";
      },
      use: ({ s, local }) => {
        s.number = local.n;
        return "done";
      },
    },
  });
  const replaced = replaceStep(main, "set", (context, original) => {
    const next = original(context);
    context.local.n += 1;
    return next;
  });
  const extended = extend(main, {
    state: { extra: range(4) },
    locals: { twice: range(5) },
    steps: {
      use: (context, original) => {
        context.local.twice = context.local.n;
        original(context);
        return "after";
      },
      after: ({ s, local }) => {
        s.extra = local.twice;
        return "done";
      },
    },
  });

  it("replace and add steps, locals and state", () => {
    const system = systemWith([["a", main]], () => {}, [replaced, extended]);
    const reference = new Reference(system);
    const last = [0, 1, 2].reduce(
      (state) => taken(reference.successors(state)[0]),
      reference.initial,
    );
    expect(reference.isFinished(last)).toBe(true);
    expect(reference.content(last).s).toMatchObject({ number: 2, extra: 2 });
    expect(Object.keys(reference.content(last).s as object).at(-1)).toBe("extra");
    const set = taken(reference.successors(reference.initial)[0]);
    expect(reference.content(set).actors[0]?.[0].locals).toEqual({ n: 2, twice: 0 });
    const use = taken(reference.successors(set)[0]);
    expect(
      reference.look(use, ({ actors }) => [
        actors[0].at({ ...main, steps: { ...main.steps, after: done } }, "use"),
        actors[0].within(main),
        actors[0].at(main, "after" as "use"),
      ]),
    ).toEqual([false, true, true]);
  });

  it("give no original to a new step", () => {
    const more = extend(main, { steps: { set: () => "new", new: (c, original) => original(c) } });
    expect(refusalOf(() => exploreNaively(systemWith([["a", main]], undefined, [more])))).toBe(
      "change",
    );
  });
});

describe("predicates", () => {
  const count = procedure("count", "a test", {
    steps: {
      up: ({ s }) => {
        waitUntil(s.number < 4);
        s.number += 1;
        return "again";
      },
      again: () => "up" as const,
    },
  });
  const rest = procedure("rest", "a test", { steps: { only: done } });
  const system = systemWith([
    ["a", count],
    ["b", rest],
  ]);
  const explored = (properties: readonly Property<S>[]) =>
    exploreNaively({ ...system, properties });

  it("see states and steps", () => {
    const found = explored([
      {
        id: "small",
        over: "states",
        antecedent: ({ s }) => s.number === 2,
        holds: ({ s }) => s.number < 3,
      },
      {
        id: "up",
        over: "steps",
        procedures: [count],
        antecedent: ({ actors }) => actors[0].at(count, "again"),
        holds: (before, after) => before.s.number <= after.s.number && after.s.number < 3,
      },
      {
        id: "error",
        over: "states",
        antecedent: ({ s }) => s.entries[slot(s.number)].kind === "none",
        holds: ({ actors }) => !actors[1].within(rest),
      },
    ]);
    expect(found).toMatchObject({ states: 18, transitions: 25, depth: 9, deadlock: 9 });
    expect(found.properties).toEqual([
      { id: "small", violated: 5, witness: 3, error: null, relevantSteps: null },
      { id: "up", violated: 4, witness: 1, error: null, relevantSteps: 16 },
      { id: "error", violated: 0, witness: 0, error: 5, relevantSteps: null },
    ]);
  });

  it("reach covers", () => {
    const covers = [
      { id: "three", reached: ({ s }: { s: S }) => s.number === 3 },
      { id: "never", reached: ({ s }: { s: S }) => s.flag },
      { id: "wrong", reached: ({ s }: { s: S }) => s.outer.flags[slot(s.number + 1)] },
    ];
    expect(exploreNaively({ ...system, covers }).covers).toEqual([
      { id: "three", reached: 5, error: null },
      { id: "never", reached: null, error: null },
      { id: "wrong", reached: null, error: 3 },
    ]);
  });

  it("may not write, wait, or name steps that there are not", () => {
    const reference = new Reference(system);
    const ask = (body: (s: S) => unknown) =>
      refusalOf(() => reference.look(reference.initial, ({ s }) => body(s)));
    expect(
      ask((s) => {
        s.number = 1;
      }),
    ).toBe("query-writes");
    expect(ask((s) => copy(s.one, s.two))).toBe("query-writes");
    expect(ask((s) => waitUntil(s.flag))).toBe("choice");
    expect(
      refusalOf(() =>
        reference.look(reference.initial, ({ actors }) => actors[0].at(count, "down" as "up")),
      ),
    ).toBe("label");
    expect(
      refusalOf(() =>
        explored([
          {
            id: "waits",
            over: "states",
            antecedent: () => true,
            holds: ({ s }) => {
              waitUntil(s.flag);
              return true;
            },
          },
        ]),
      ),
    ).toBe("choice");
  });

  it("see before and after", () => {
    const reference = new Reference(system);
    const state = taken(reference.step(reference.initial, 0, []));
    expect(
      reference.lookAtStep(reference.initial, state, (before, after) => [
        before.s.number,
        after.s.number,
        before.actors[0].at(count, "up"),
        after.actors[0].at(count, "again"),
      ]),
    ).toEqual([0, 1, true, true]);
  });
});

describe("the naive search", () => {
  it("finds errors, bounds and deadlocks by depth, and stops learning at a bound", () => {
    const body = ({ s, choose }: Step) => {
      const n = choose([0, 1]);
      if (n === 0) return "last";
      s.number = 2;
      return choose([true, false]) ? outOfScope("more") : "only";
    };
    const system = systemOf(body);
    expect(exploreNaively(system)).toMatchObject({
      states: 6,
      depth: 3,
      outOfScope: 0,
      error: null,
    });
    expect(exploreNaively(system, { maxStates: 2 })).toMatchObject({ states: 2, complete: false });
    expect(exploreNaively(system, { maxStates: 6 })).toMatchObject({ states: 6, complete: true });
  });

  it("takes two states for one if they differ in what is unset only", () => {
    const system = systemOf(({ local, choose }) => {
      if (choose([true, false])) local.n = 0;
      return "last";
    });
    expect(exploreNaively(system)).toMatchObject({ states: 3, transitions: 3 });
  });
});
