import { describe, expect, it } from "vitest";
import { compile, contentOf } from "../../explorer/compile/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import { explore, pathTo } from "../../explorer/search/index.ts";
import {
  array,
  bool,
  type Cover,
  call,
  copy,
  count,
  domain,
  every,
  type Fields,
  first,
  type Index,
  index,
  is,
  LanguageError,
  language,
  nullable,
  oneOf,
  type Property,
  range,
  record,
  replaceStep,
  type Sizes,
  same,
  some,
  union,
  update,
  type ValuesOf,
} from "../../model/language/index.ts";
import { errorText, exploreBoth } from "./bothEngines.ts";

// Faults that the first compiler had, each as the small system that showed it. Both engines must agree, and on
// what plain objects do.

const Item = domain("Item");

/** One actor that does `step` once, from the state that `initialise` makes. */
function once<const F extends Fields>(
  state: F,
  step: (s: ValuesOf<F>) => void,
  initialise: (s: ValuesOf<F>) => void = () => {},
  sizes: Sizes = { Item: 3 },
) {
  const { procedure, actor, system } = language<F, null, null>();
  const main = procedure("main", "a test", {
    steps: {
      only: ({ s }) => {
        step(s);
        return "done" as const;
      },
    },
  });
  const actors = [actor("actor", main, { self: null })];
  return system({ name: "once", state, sizes, kernel: null, actors, initialise });
}

/** What the state holds after that step. */
function stateAfter<const F extends Fields>(...args: Parameters<typeof once<F>>): unknown {
  const { compiled, exploration } = exploreBoth(once(...args));
  const last = [...exploration.table.all()].map((words) => contentOf(compiled, words));
  return last.find(({ actors }) => actors[0] === null)?.s;
}

function refusal(body: () => unknown): LanguageError {
  try {
    body();
  } catch (error) {
    if (error instanceof LanguageError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}

const twoPayloads = union({ a: { x: range(4) }, b: { y: range(4) } });

describe("values", () => {
  it("E1: a union that is assigned what it holds keeps it", () => {
    const state = { u: twoPayloads };
    const found = exploreBoth(
      once(
        state,
        (s) => {
          if (s.u.kind !== "a") return;
          const { x } = s.u;
          s.u = { kind: "a", x };
        },
        (s) => {
          s.u = { kind: "a", x: 3 };
        },
      ),
    );
    expect(found.states).toEqual([{ u: { kind: "a", x: 3 } }, { u: { kind: "a", x: 3 } }]);
  });

  it("E2: a copy after a partial write has what was written", () => {
    const { states } = exploreBoth(
      once(
        { u: twoPayloads, v: twoPayloads },
        (s) => {
          if (s.u.kind === "a") s.u.x = 2;
          s.v = s.u;
        },
        (s) => {
          s.u = { kind: "a", x: 1 };
        },
      ),
    );
    expect(states).toContainEqual({ u: { kind: "a", x: 2 }, v: { kind: "a", x: 2 } });
  });

  it("E3: equal unions are the same, whatever they held before", () => {
    const uneven = union({ a: { x: range(8) }, b: { y: range(3), z: bool } });
    const { states } = exploreBoth(
      once({ u: uneven, v: uneven, equal: bool }, (s) => {
        s.u = { kind: "a", x: 7 };
        s.u = { kind: "b", y: 2, z: true };
        s.v = { kind: "b", y: 2, z: true };
        s.equal = same(s.u, s.v);
      }),
    );
    expect(states).toContainEqual(expect.objectContaining({ equal: true }));
  });

  it("E4: a copy between two layouts leaves no bits of what was there", () => {
    const state = {
      flag: bool,
      u: union({ none: {}, big: { x: range(8) }, two: { a: range(3), b: range(5) } }),
      narrow: record({
        u: union({ none: {}, big: { x: range(8) }, two: { a: range(3), b: range(5) } }),
      }),
    };
    const { procedure, actor, system } = language<typeof state, null, null>();
    const main = procedure("main", "a test", {
      steps: {
        only: ({ s, choose }) => {
          const [kind, at] = [choose(["none", "big", "two"]), choose([0, 2])];
          if (kind === "none") s.u = { kind: "none" };
          if (kind === "big") s.u = { kind: "big", x: 3 * at };
          if (kind === "two") s.u = { kind: "two", a: at, b: 2 * at };
          s.narrow = { u: s.u };
          return "only";
        },
      },
    });
    const found = exploreBoth(
      system({ name: "copies", state, kernel: null, actors: [actor("a", main, { self: null })] }),
    );
    expect(found.exploration.states).toBe(5);
    expect(found.exploration.error).toBeNull();
  });

  it("E7: results are values: another domain, order or null is no other value", () => {
    const state = { out: range(4), word: oneOf("red", "blue"), none: range(4), last: range(4) };
    const { procedure, actor, system } = language<typeof state, null, null>();
    const callee = procedure("callee", "a test", {
      locals: { maybe: nullable(range(3)), wide: range(8), colour: oneOf("blue", "red") },
      steps: {
        only: ({ local }) => {
          local.maybe = 2;
          local.wide = 3;
          local.colour = "blue";
          return "done";
        },
      },
    });
    const main = procedure("main", "a test", {
      locals: { a: range(4), b: range(4), c: oneOf("red", "blue") },
      steps: {
        only: () =>
          ({
            ...call(callee, {}, "end"),
            results: { a: "maybe", b: "wide", c: "colour" },
          }) as const,
        end: ({ s, local }) => {
          s.out = local.a;
          s.last = local.b;
          s.word = local.c;
          return "done";
        },
      },
    });
    const actors = [actor("a", main, { self: null })];
    const { states } = exploreBoth(system({ name: "results", state, kernel: null, actors }));
    expect(states).toContainEqual({ out: 2, word: "blue", none: 0, last: 3 });
  });

  it("E7: a result that does not fit is an error, and overwrites no neighbour", () => {
    const state = { out: range(2), neighbour: range(4) };
    const { procedure, actor, system } = language<typeof state, null, null>();
    const callee = procedure("callee", "a test", {
      locals: { wide: range(8) },
      steps: {
        only: ({ local }) => {
          local.wide = 6;
          return "done";
        },
      },
    });
    const main = procedure("main", "a test", {
      locals: { small: range(2) },
      steps: {
        only: () => ({ ...call(callee, {}, "end"), results: { small: "wide" } }) as const,
        end: () => "done",
      },
    });
    const actors = [actor("a", main, { self: null })];
    const found = exploreBoth(system({ name: "results", state, kernel: null, actors }));
    expect(errorText(found)).toContain("small was given 6, but holds 0 to 1");
  });

  it("E8: a record of another shape is assigned by name and value", () => {
    const state = {
      narrow: record({ a: range(2), b: range(4) }),
      wide: record({ b: range(8), a: range(4) }),
    };
    const assigned = once(
      state,
      (s) => {
        s.narrow = s.wide;
      },
      (s) => {
        s.wide = { a: 1, b: 3 };
      },
    );
    expect(exploreBoth(assigned).states).toContainEqual({
      narrow: { a: 1, b: 3 },
      wide: { b: 3, a: 1 },
    });
    const tooWide = once(
      state,
      (s) => {
        s.narrow = s.wide;
      },
      (s) => {
        s.wide = { a: 3, b: 3 };
      },
    );
    expect(errorText(exploreBoth(tooWide))).toContain("narrow.a was given 3, but holds 0 to 1");
  });

  it("E9: a result names a local, not something that ends like it", () => {
    const state = { out: range(4) };
    const { procedure, actor, system } = language<typeof state, null, null>();
    const callee = procedure("callee", "a test", {
      locals: { pair: record({ r: range(4) }), r: range(4) },
      steps: {
        only: ({ local }) => {
          local.pair = { r: 1 };
          local.r = 3;
          return "done";
        },
      },
    });
    const main = procedure("main", "a test", {
      locals: { mine: range(4) },
      steps: {
        only: () => call(callee, {}, "end", { mine: "r" }),
        end: ({ s, local }) => {
          s.out = local.mine;
          return "done";
        },
      },
    });
    const actors = [actor("a", main, { self: null })];
    const { states } = exploreBoth(system({ name: "names", state, kernel: null, actors }));
    expect(states).toContainEqual({ out: 3 });
  });

  it("E10: a view and a literal are compared and copied as values", () => {
    const { states } = exploreBoth(
      once({ u: twoPayloads, v: twoPayloads, equal: bool, other: bool }, (s) => {
        s.u = { kind: "b", y: 2 };
        s.equal = same<unknown & object>(s.u, { kind: "b", y: 2 });
        s.other = same<unknown & object>(s.u, { kind: "b", y: 1 });
        copy(s.v, { kind: "a", x: 3 });
      }),
    );
    expect(states).toContainEqual({
      u: { kind: "b", y: 2 },
      v: { kind: "a", x: 3 },
      equal: true,
      other: false,
    });
  });

  it("E11: records swap as plain objects do, in one assignment or through a third name", () => {
    const pair = record({ x: range(4), y: range(4) });
    const state = { r: pair, a: pair, b: pair };
    const start = (s: ValuesOf<typeof state>) => {
      s.r = { x: 1, y: 2 };
      s.a = { x: 3, y: 0 };
      s.b = { x: 0, y: 3 };
    };
    const swapped = stateAfter(
      state,
      (s) => {
        s.r = { x: s.r.y, y: s.r.x };
        const was = s.a;
        s.a = s.b;
        s.b = was;
      },
      start,
    );
    const plain = { r: { x: 1, y: 2 }, a: { x: 3, y: 0 }, b: { x: 0, y: 3 } };
    plain.r = { x: plain.r.y, y: plain.r.x };
    [plain.a, plain.b] = [plain.b, plain.a];
    expect(swapped).toEqual(plain);
  });

  it("E11: what was taken before keeps what it showed, and takes no assignment", () => {
    const pair = record({ x: range(4), y: range(4) });
    const shown = stateAfter({ r: pair, seen: range(4), now: range(4) }, (s) => {
      const was = s.r;
      s.r = { x: 3, y: 3 };
      s.seen = was.x;
      s.now = s.r.x;
    });
    expect(shown).toMatchObject({ seen: 0, now: 3 });
    const late = once({ r: pair }, (s) => {
      const was = s.r;
      s.r = { x: 3, y: 3 };
      was.x = 1;
    });
    expect(errorText(exploreBoth(late))).toContain("[detached]");
  });

  it.each<[string, (s: ValuesOf<typeof outside>) => unknown, string]>([
    ["an index below", (s) => s.items[-1 as Index<"Item">], '"-1"'],
    ["an index beyond", (s) => s.items[9 as Index<"Item">], '"9"'],
    ["a field that does not exist", (s) => (s.pair as unknown as { z: number }).z, '"z"'],
    ["a field of another variant", (s) => (s.u as unknown as { y: number }).y, "u.y"],
  ])("E14: reading %s is an error, not undefined", (_, read, part) => {
    const text = errorText(exploreBoth(once(outside, (s) => void read(s))));
    expect(text).toContain(part);
    expect(text).toMatch(/\[outside\]|\[variant\]/);
  });

  it("E20: null is no other value, and a value outside is refused", () => {
    const wrong = once({ n: nullable(range(3)) }, (s) => {
      s.n = 7;
    });
    expect(errorText(exploreBoth(wrong))).toContain("n was given 7, but holds 0 to 2, or null");
  });
});

const outside = { items: array(Item, range(2)), pair: record({ x: bool }), u: twoPayloads };

describe("steps", () => {
  it("E5: choosing among nothing waits, and a deadlock is found", () => {
    const state = { items: array(Item, bool) };
    const { procedure, actor, system } = language<typeof state, null, null>();
    const main = procedure("main", "a test", {
      steps: {
        only: ({ s, choose }) => {
          const free = [0, 1, 2].filter((at) => s.items[at as Index<"Item">]) as Index<"Item">[];
          s.items[choose(free)] = false;
          return "only";
        },
      },
    });
    const { exploration } = exploreBoth(
      system({
        name: "free",
        state,
        sizes: { Item: 3 },
        kernel: null,
        actors: [actor("a", main, { self: null })],
        initialise: (s) => {
          s.items[1 as Index<"Item">] = true;
        },
      }),
    );
    expect(exploration).toMatchObject({ states: 2, transitions: 1, deadlock: 1 });
  });

  it("E6: a throw in a quantifier counts only if a reachable state meets it", () => {
    const state = { items: array(Item, union({ none: {}, at: { to: index(Item) } })), seen: bool };
    const asks = (s: ValuesOf<typeof state>) => {
      s.seen = some(s.items, (item) => {
        if (item.kind === "at" && item.to === 2) throw new Error("it cannot be");
        return item.kind === "at";
      });
    };
    expect(exploreBoth(once(state, asks)).exploration).toMatchObject({ states: 2, error: null });
    const meets = once(state, asks, (s) => {
      s.items[0 as Index<"Item">] = { kind: "at", to: 2 as Index<"Item"> };
    });
    expect(errorText(exploreBoth(meets))).toContain("it cannot be");
  });

  it("E16: an error that is reached is a verdict with a shortest trace", () => {
    const state = { n: range(4), m: range(3) };
    const { procedure, actor, system } = language<typeof state, null, null>();
    const main = procedure("main", "a test", {
      steps: {
        only: ({ s, choose }) => {
          if (choose(["up", "other"]) === "up") s.n += 1;
          else s.m = (s.m + 1) % 3;
          return "only";
        },
      },
    });
    const actors = [actor("a", main, { self: null })];
    const { compiled, exploration } = exploreBoth(
      system({ name: "counts", state, kernel: null, actors }),
    );
    expect(exploration).toMatchObject({ states: 12, bound: "error" });
    if (exploration.error === null) throw new Error("no error");
    const moves = pathTo(compiled, exploration, exploration.error);
    expect(moves.map(({ choices }) => choices)).toEqual([[0], [0], [0], [0]]);
    const reference = new Reference(compiled.program.system);
    let at = reference.initial;
    for (const { actor: who, choices } of moves.slice(0, -1)) {
      const step = reference.step(at, who, choices);
      if (step?.outcome.kind === "taken") at = step.outcome.after;
    }
    expect(reference.step(at, 0, [0])?.outcome).toMatchObject({ kind: "error" });
  });

  it("E20: a query after a write in the same step sees what was written", () => {
    const seen = stateAfter(
      { items: array(Item, bool), flags: array(Item, bool), other: range(4) },
      (s) => {
        s.items[1 as Index<"Item">] = true;
        update(s, "other", (value) => value + 2);
        s.flags[0 as Index<"Item">] = some(s.items, (item) => item);
        s.flags[1 as Index<"Item">] = is(s, ({ other }) => other === 2);
        s.flags[2 as Index<"Item">] = every(s.items, (item) => !item);
      },
    );
    expect(seen).toMatchObject({ flags: [true, true, false] });
  });
});

describe("names", () => {
  const state = { n: range(3) };
  const { procedure, actor, system } = language<typeof state, null, null>();
  const main = procedure("main", "a test", {
    steps: { first: () => "second", second: () => "done" },
  });
  const other = procedure("other", "a test", { steps: { only: () => "done" } });
  const systemOf = (more: Partial<Parameters<typeof system>[0]>) =>
    system({
      name: "names",
      state,
      kernel: null,
      actors: [actor("a", main, { self: null })],
      ...more,
    });

  it("E12: two procedures of one name are refused", () => {
    const twin = procedure("main", "another", { steps: { only: () => "done" } });
    const twins = [actor("a", main, { self: null }), actor("b", twin, { self: null })];
    const error = refusal(() => compile(systemOf({ actors: twins })));
    expect(error).toMatchObject({ code: "declaration" });
    expect(error.message).toContain("two procedures named main");
  });

  it("E12: a change of a step that does not exist is refused, one that is not used is told", () => {
    expect(refusal(() => replaceStep(main, "third" as "first", () => "done")).code).toBe("change");
    const changes = [replaceStep(other, "only", () => "done")];
    expect(compile(systemOf({ changes })).program.unusedChanges).toEqual(changes);
    const used = [replaceStep(main, "first", (c, original) => original(c))];
    expect(compile(systemOf({ changes: used })).program.unusedChanges).toEqual([]);
  });

  it("E13: a property about steps that nobody takes is not asked", () => {
    const of = (about: typeof main | typeof other): Property<ValuesOf<typeof state>, null> => ({
      id: "about",
      over: "steps",
      procedures: [about],
      antecedent: () => true,
      holds: () => true,
    });
    const asked = (property: Property<ValuesOf<typeof state>, null>) =>
      explore(compile(systemOf({ properties: [property] }))).properties[0].isAsked;
    expect([asked(of(main)), asked(of(other))]).toEqual([true, false]);
  });

  it("E13: a predicate that asks for a step that does not exist is refused", () => {
    const cover: Cover<ValuesOf<typeof state>, null> = {
      id: "nowhere",
      reached: ({ actors }) => actors[0].at(main, "nope" as "first"),
    };
    expect(refusal(() => compile(systemOf({ covers: [cover] }))).message).toContain('"nope"');
  });

  it.each<[string, () => unknown, string]>([
    ["range(-1)", () => range(-1), "range(-1) has no values"],
    ["range(0)", () => range(0), "range(0) has no values"],
    ["range(1.5)", () => range(1.5), "range(1.5) has no values"],
    ["range(NaN)", () => range(Number.NaN), "range(NaN) has no values"],
    ["oneOf()", () => oneOf(), "oneOf() has no values"],
    ["oneOf twice", () => oneOf("a", "a"), '"a" twice'],
    ["union({})", () => union({}), "union({}) has no variants"],
    ["a field named kind", () => union({ a: { kind: bool } }), "named kind"],
    [
      "a step named done",
      () => procedure("p", "", { steps: { done: () => "done" } }),
      "named done",
    ],
    ["no steps", () => procedure("p", "", { steps: {} }), "has no steps"],
    ["a size below 0", () => systemOf({ sizes: { Item: -1 } }), "Item has size -1"],
    ["no actors", () => systemOf({ actors: [] }), "has no actors"],
    [
      "two actors of one name",
      () =>
        systemOf({ actors: [actor("a", main, { self: null }), actor("a", main, { self: null })] }),
      'two actors named "a"',
    ],
  ])("E15: %s is refused where it is declared", (_, declare, text) => {
    const error = refusal(declare);
    expect(error.code).toBe("declaration");
    expect(error.message).toContain(text);
    expect(error.advice.length).toBeGreaterThan(15);
  });

  it("E15: a predicate that chooses is refused by name, one that throws only where it cannot be is not", () => {
    let choose: ((options: readonly number[]) => number) | null = null;
    const leaky = procedure("leaky", "a test", {
      steps: {
        only: (c) => {
          choose = c.choose;
          return "done";
        },
      },
    });
    const of = (holds: (s: ValuesOf<typeof state>) => boolean) =>
      systemOf({
        actors: [actor("a", leaky, { self: null })],
        properties: [
          { id: "asks", over: "states", antecedent: () => true, holds: ({ s }) => holds(s) },
        ],
      });
    const chooses = of(() => choose?.([0, 1]) === 0);
    expect(refusal(() => compile(chooses)).message).toMatch(/asks: .*chooses/);
    const throws = (at: number) =>
      of(({ n }) => {
        if (n === at) throw new Error("not here");
        return true;
      });
    const [fine] = explore(compile(throws(2))).properties;
    expect(fine).toMatchObject({ violation: null, error: null });
    const [wrong] = explore(compile(throws(0))).properties;
    expect(wrong).toMatchObject({ violation: null, error: { state: 0 } });
  });
});

describe("costs", () => {
  const Many = domain("Many");
  const many = { bits: array(Many, bool), out: range(65), found: nullable(index(Many)) };
  /** Times are measured in bench/; here it is counted how often a step runs while it is compiled. */
  const counted = <S>(step: (s: S) => void) => {
    const runs = { count: 0 };
    const body = (s: S) => {
      runs.count += 1;
      step(s);
    };
    return { runs, body };
  };

  it.each<[string, (s: ValuesOf<typeof many>) => void, number]>([
    [
      "count",
      (s) => {
        s.out = count(s.bits, (bit) => bit);
      },
      65,
    ],
    [
      "first",
      (s) => {
        s.found = first(s.bits, (bit) => bit);
      },
      65,
    ],
    [
      "every",
      (s) => {
        s.out = every(s.bits, (bit) => bit) ? 1 : 0;
      },
      2,
    ],
    [
      "some in some",
      (s) => {
        s.out = some(s.bits, (bit) => bit && some(s.bits, (b) => !b)) ? 1 : 0;
      },
      2,
    ],
  ])("E17: %s of 64 elements is a node for each element", (_, asks, transitions) => {
    const { runs, body } = counted(asks);
    const system = once(many, body, () => {}, { Many: 64 });
    const compiled = compile(system);
    expect(compiled.transitions).toHaveLength(transitions);
    expect(explore(compiled).error).toBeNull();
    // Once for each element, and once more: not once for each combination of them.
    expect(runs.count).toBeLessThanOrEqual(65);
  });

  it("E17: two arrays of 64 numbers are compared as one chain, also in a quantifier", () => {
    const state = {
      a: array(Many, range(16)),
      b: array(Many, range(16)),
      rows: array(Item, array(Many, range(4))),
      equal: bool,
    };
    const asks = once(
      state,
      (s) => {
        s.equal =
          same(s.a, s.b) &&
          some(s.rows, (row) => every(row, (cell) => cell === 0) && same(row, row));
      },
      () => {},
      { Many: 64, Item: 3 },
    );
    expect(compile(asks).transitions).toHaveLength(2);
    expect(explore(compile(asks)).states).toBe(2);
  });

  it("E17: too many paths are refused with the fields that multiply, and what to write instead", () => {
    const wide = once({ a: range(60), b: range(60), c: range(60), out: bool }, (s) => {
      s.out = s.a + s.b + s.c > 90;
    });
    const { code, message } = refusal(() => compile(wide));
    expect(code).toBe("paths");
    expect(message).toContain("main, step only: more than 20000 paths: a (60) × b (60) × c (60)");
    expect(message).toContain("is and same of a record");
    const inside = once({ a: range(60), b: range(60), c: range(60), out: bool }, (s) => {
      s.out = is(s, ({ a, b, c }) => a + b + c > 90);
    });
    expect(refusal(() => compile(inside)).message).toContain("a (60) × b (60) × c (60)");
  });

  it("E18: a counter to 10,000 compiles in linear time, with update() in one path", () => {
    const state = { n: range(10_000) };
    const { runs, body } = counted<ValuesOf<typeof state>>((s) => {
      s.n = (s.n + 1) % 10_000;
    });
    const reads = once(state, body);
    expect(compile(reads).transitions).toHaveLength(10_000);
    expect(runs.count).toBe(10_000);
    const updates = once(state, (s) => {
      update(s, "n", (n) => (n + 1) % 10_000);
    });
    expect(compile(updates).transitions).toHaveLength(1);
    expect(explore(compile(updates)).states).toBe(2);
  });
});
