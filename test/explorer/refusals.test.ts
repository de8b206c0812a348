import { describe, expect, it } from "vitest";
import { compile } from "../../explorer/compile/index.ts";
import { exploreNaively } from "../../explorer/reference/index.ts";
import { explore } from "../../explorer/search/index.ts";
import {
  call,
  count,
  domain,
  index,
  indexOf,
  LanguageError,
  type LanguageErrorCode,
  range,
  type System,
  some,
} from "../../model/language/index.ts";
import { procedure, Slot, type SmallState, smallSystem } from "../language/smallSystem.ts";

/** What compiling a system is refused with, or what the first error that its search reaches is. */
function refusalOf(system: System<SmallState, null>): LanguageError {
  try {
    const compiled = compile(system, { checkPurity: true });
    const { error } = explore(compiled);
    const reached = error?.transition ?? null;
    if (reached !== null) return compiled.transitions[reached].error ?? notRefused();
  } catch (error) {
    if (error instanceof LanguageError) return error;
    throw error;
  }
  return notRefused();
}

function notRefused(): never {
  throw new Error("it was not refused");
}

function refusalOfStep(step: (s: SmallState) => unknown): LanguageError {
  const main = procedure("main", "a test", {
    locals: {},
    steps: {
      only: ({ s }) => {
        step(s);
        return "done";
      },
    },
  });
  return refusalOf(smallSystem(main));
}

function expectRefusal(error: LanguageError, code: LanguageErrorCode, ...parts: string[]): void {
  expect(error.code).toBe(code);
  for (const part of parts) expect(error.message).toContain(part);
  expect(error.advice.length).toBeGreaterThan(20);
}

describe("a model is refused, with the place and advice,", () => {
  it("when a step is impure", () => {
    let runs = 0;
    const error = refusalOfStep((s) => {
      runs += 1;
      s.flag = runs % 2 === 0;
    });
    expectRefusal(error, "impure", "main, step only");
  });

  it("when a step asks for other fields in another run", () => {
    let runs = 0;
    const error = refusalOfStep((s) => {
      runs += 1;
      return runs % 2 === 0 ? s.flag : s.pair.left;
    });
    expectRefusal(error, "impure", "main, step only");
  });

  it("when a step has too many paths", () => {
    const wide = procedure("wide", "a test", {
      locals: { a: range(64), b: range(64), c: range(64) },
      steps: { only: ({ local }) => (local.a + local.b + local.c > 90 ? "done" : "only") },
    });
    expectRefusal(
      refusalOf(smallSystem(wide)),
      "paths",
      "wide, step only",
      "actor.wide.a (64) × actor.wide.b (64) × actor.wide.c (64)",
      "some, every, count",
    );
  });

  it("when a reachable step assigns a value outside the domain", () => {
    const error = refusalOfStep((s) => {
      s.number = 5;
    });
    expectRefusal(error, "domain", "main, step only", "number was given 5", "0 to 4");
  });

  it("when a reachable step assigns a field of another variant", () => {
    const error = refusalOfStep((s) => {
      (s.entries[indexOf(Slot, 1)] as { write: boolean }).write = true;
    });
    expectRefusal(error, "variant", "entries.1.write", "while entries.1 is none");
  });

  it("when a reachable step throws", () => {
    const error = refusalOfStep((s) => {
      if (!s.flag) throw new Error("no flag");
    });
    expectRefusal(error, "throws", "main, step only", "no flag");
  });

  it("when a predicate of a property writes", () => {
    const main = procedure("main", "a test", { locals: {}, steps: { only: () => "done" } });
    const error = refusalOf(
      smallSystem(main, {
        properties: [
          {
            id: "careless",
            over: "states",
            antecedent: () => true,
            holds: ({ s }) => {
              s.flag = true;
              return s.flag;
            },
          },
        ],
      }),
    );
    expectRefusal(error, "query-writes", "careless", "flag");
  });

  it("when a predicate gives neither true nor false", () => {
    const main = procedure("main", "a test", { locals: {}, steps: { only: () => "done" } });
    const late = Promise.resolve(true) as unknown as boolean;
    const law = { id: "late", over: "states", antecedent: () => true, holds: () => late } as const;
    const refused = smallSystem(main, { properties: [law] });
    expectRefusal(refusalOf(refused), "declaration", "late", "a promise");
    expect(() => exploreNaively(refused)).toThrow("a promise");
    const vague = { id: "vague", reached: () => 1 as unknown as boolean };
    expectRefusal(refusalOf(smallSystem(main, { covers: [vague] })), "declaration", "number");
  });

  it("when a step returns no step of its procedure", () => {
    const main = procedure("main", "a test", {
      locals: {},
      steps: { only: () => "elsewhere" as "only" },
    });
    expectRefusal(refusalOf(smallSystem(main)), "label", "elsewhere");
  });

  it("when a call wants a result that the callee does not have", () => {
    const callee = procedure("callee", "a test", { locals: {}, steps: { only: () => "done" } });
    const main = procedure("main", "a test", {
      locals: { sum: range(2) },
      steps: { only: () => ({ ...call(callee, {}, "done"), results: { sum: "total" } }) },
    });
    expectRefusal(refusalOf(smallSystem(main)), "argument", "callee", "total");
  });

  it("when a procedure calls itself", () => {
    const steps = { only: (): unknown => call(main, {}, "only") };
    const main = procedure("main", "a test", {
      locals: {},
      steps: steps as { only: () => "done" },
    });
    expectRefusal(refusalOf(smallSystem(main)), "recursion", "main calls main");
  });

  it("when a predicate of a quantifier writes", () => {
    const error = refusalOfStep((s) =>
      some(s.entries, () => {
        s.flag = true;
        return true;
      }),
    );
    expectRefusal(error, "query-writes", "flag");
  });

  it("when a domain has no size", () => {
    const main = procedure("main", "a test", {
      locals: { other: index(domain("Other")) },
      steps: { only: () => "done" },
    });
    expectRefusal(
      refusalOf(smallSystem(main)),
      "declaration",
      "actor.main: other: domain Other has no size",
    );
  });
});

describe("a model is not refused", () => {
  it("for what a step would do in a state that cannot be", () => {
    const main = procedure("main", "a test", {
      locals: {},
      steps: {
        only: ({ s }) => {
          if (s.number === 4) s.number += 1;
          return "done";
        },
      },
    });
    expect(explore(compile(smallSystem(main))).states).toBe(2);
  });

  it("for a quantifier over more values than a step may have paths", () => {
    const main = procedure("main", "a test", {
      locals: {},
      steps: {
        only: ({ s }) => {
          s.number = count(s.entries, ({ kind }) => kind !== "none");
          return "done";
        },
      },
    });
    const { transitions } = compile(smallSystem(main));
    expect(transitions).toHaveLength(4);
  });
});
