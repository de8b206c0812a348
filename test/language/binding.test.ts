import { describe, expect, it } from "vitest";
import { compile } from "../../explorer/compile/index.ts";
import { exploreNaively, Reference } from "../../explorer/reference/index.ts";
import { explore } from "../../explorer/search/index.ts";
import {
  type Change,
  call,
  type LanguageError,
  language,
  range,
  waitUntil,
} from "../../model/language/index.ts";

// What is current is bound: steps see it beside their context, and the functions that they call ask
// for it. A step is called with the plain context by whoever runs it.

const state = { n: range(9), seen: range(9) };
interface Self {
  readonly by: number;
}

const { procedure, actor, system, replaceStep, extend, current } = language<
  typeof state,
  Self,
  { readonly times: number },
  { readonly more: number }
>(({ self, kernel }) => ({ more: self.by * kernel.times }));

function add(): void {
  const { s, self, kernel } = current();
  s.n += self.by * kernel.times;
}

const inner = procedure("inner", "a test", {
  steps: {
    add: () => {
      add();
      return "done";
    },
  },
});

const outer = procedure("outer", "a test", {
  steps: {
    wait: ({ s }) => {
      waitUntil(s.n < 4);
      return "add";
    },
    add: () => call(inner, {}, "see"),
    see: ({ s, more }) => {
      s.seen = more;
      return "done";
    },
  },
});

function plainContext(by: number, times: number) {
  const choose = <T>([first]: readonly T[]): T => first;
  return { s: { n: 0, seen: 0 }, local: {}, self: { by }, kernel: { times }, choose };
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as LanguageError).code;
  }
  return "no error";
}

const changed = {
  ofKernel: replaceStep(inner, "add", (c, original) => {
    const next = original({ ...c, kernel: { times: 3 } });
    add(); // With its own kernel again.
    return next;
  }),
  more: extend(outer, {
    steps: {
      see: ({ s, more }) => {
        s.seen = more + 1;
        return "more";
      },
      more: ({ s, more }) => {
        s.n -= more;
        return "done";
      },
    },
  }),
};

/** What the state is after the only run, by the reference; the compiler finds as many states. */
function finalOf(changes: readonly Change[]): unknown {
  const actors = [actor("one", outer, { self: { by: 2 } })];
  const all = system({ name: "all", state, kernel: { times: 1 }, actors, changes });
  const reference = new Reference(all);
  let [last, states] = [reference.initial, 1];
  while (!reference.isFinished(last)) {
    const [{ outcome }] = reference.successors(last);
    if (outcome.kind !== "taken") throw new Error(outcome.kind);
    last = outcome.after;
    states += 1;
  }
  expect(explore(compile(all))).toMatchObject({ states, bound: null });
  return reference.content(last).s;
}

describe("what is bound", () => {
  it("is there for a step that is called with the plain context", () => {
    const context = plainContext(2, 3);
    expect(outer.steps.see(context)).toBe("done");
    expect(inner.steps.add(context)).toBe("done");
    expect(context.s).toEqual({ n: 6, seen: 6 });
  });

  it("follows a changed context, and the changed step's own comes back after the original", () => {
    const context = plainContext(1, 1);
    const [, body] = Object.entries(changed.ofKernel.steps)[0];
    const run = body as (context: unknown, original: unknown) => unknown;
    expect(run(context, inner.steps.add)).toBe("done");
    expect(context.s.n).toBe(3 + 1);
  });

  it("is there for the engines, in replaced and in new steps too", () => {
    expect(finalOf([])).toEqual({ n: 2, seen: 2 });
    expect(finalOf([changed.ofKernel, changed.more])).toEqual({ n: 6 + 2 - 2, seen: 3 });
  });

  it("is not there outside of steps, nor after a step that waited", () => {
    expect(codeOf(current)).toBe("choice");
    const context = plainContext(1, 1);
    context.s.n = 5;
    expect(() => outer.steps.wait(context)).toThrow();
    expect(codeOf(current)).toBe("choice");
  });

  it("is refused to a predicate", () => {
    const actors = [actor("one", outer, { self: { by: 1 } })];
    const all = system({
      name: "all",
      state,
      kernel: { times: 1 },
      actors,
      properties: [
        { id: "asks", over: "states", antecedent: () => true, holds: () => current().s.n < 9 },
      ],
    });
    expect(codeOf(() => exploreNaively(all))).toBe("choice");
    expect(codeOf(() => compile(all))).toBe("choice");
  });
});

describe("a language without binding", () => {
  it("leaves the bodies as they are", () => {
    const plain = language<typeof state, Self, null>();
    const body = () => "done" as const;
    expect(plain.procedure("plain", "a test", { steps: { body } }).steps.body).toBe(body);
  });
});
