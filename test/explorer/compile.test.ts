import { describe, expect, it } from "vitest";
import { compile, noPasses } from "../../explorer/compile/index.ts";
import { blocked, bool, call, copy, indexOf, some } from "../../model/language/index.ts";
import { procedure, Slot, smallSystem } from "../language/smallSystem.ts";

const [first, second] = [indexOf(Slot, 0), indexOf(Slot, 1)];

describe("the compiler", () => {
  it("turns a step into a decision tree whose leaves are masks", () => {
    const main = procedure("main", "a test", {
      locals: {},
      steps: {
        only: ({ s }) => {
          if (s.colour !== "green" || !s.flag) return blocked;
          s.colour = "blue";
          s.pair.left = s.pair.right;
          return "only";
        },
      },
    });
    const { code, transitions, fanout } = compile(smallSystem(main));
    expect(transitions.map(({ changes }) => changes.map(([{ path }]) => path))).toEqual([
      ["colour", "pair.left", "actor.pc"],
      ["colour", "pair.left", "actor.pc"],
    ]);
    expect(fanout).toBe(1);
    expect(code).toMatchInlineSnapshot(`
      "
      return { expanders: [function (states, from, to, out, parent, leaf, n) {
            let o = n * 1;
            for (let i = from, at = from * 1; i < to; i++, at += 1) {
              const w0 = states[at + 0];
              switch (0) { case 0: if ((w0 & 0xc) === 4) { if (!((w0 & 0x2) === 0)) { if ((w0 & 0x100) === 0) { out[o + 0] = (w0 & 0xffffff73) | 0x8; parent[n] = i; leaf[n] = 0; n++; o += 1; } else { out[o + 0] = (w0 & 0xffffff73) | 0x88; parent[n] = i; leaf[n] = 1; n++; o += 1; } } } break; }
            }
            return n;
          }],
      finders: [] };"
    `);
  });

  it("leaves out what a step reads and writes back", () => {
    const main = procedure("main", "a test", {
      locals: {},
      steps: {
        only: ({ s }) => {
          if (s.flag) s.flag = true;
          return "done";
        },
      },
    });
    expect(compile(smallSystem(main)).transitions).toHaveLength(1);
  });

  it("copies without looking: one path, whatever is copied", () => {
    const main = procedure("main", "a test", {
      locals: {},
      steps: {
        only: ({ s }) => {
          copy(s.entries[first], s.entries[second]);
          return "done";
        },
      },
    });
    const { transitions } = compile(smallSystem(main));
    expect(transitions).toHaveLength(1);
    expect(transitions[0].changes.filter(([, effect]) => effect.kind === "slot")).toHaveLength(3);
  });

  it("leaves out paths that contradict a quantifier's answer", () => {
    const main = procedure("main", "a test", {
      locals: {},
      steps: {
        only: ({ s }) => {
          if (some(s.entries, ({ kind }) => kind === "present")) return blocked;
          if (s.entries[first].kind === "present") throw new Error("it cannot be");
          return "done";
        },
      },
    });
    expect(compile(smallSystem(main)).transitions.map(({ error }) => error)).toEqual([null]);
  });

  it("asks a quantifier as one node", () => {
    const main = procedure("main", "a test", {
      locals: {},
      steps: {
        only: ({ s, choose }) => {
          if (!some(s.entries, (entry) => entry.kind === "present" && entry.write)) return blocked;
          const entry = s.entries[choose([first, second])];
          if (entry.kind !== "present" || !entry.write) return blocked;
          entry.write = false;
          return "only";
        },
      },
    });
    const { transitions } = compile(smallSystem(main));
    expect(transitions.map(({ parts }) => parts[0].choices)).toEqual([[0], [1]]);
  });

  it("lets locals of procedures that cannot be active together share bits", () => {
    const main = procedure("main", "a test", { locals: {}, steps: { only: () => "done" } });
    const { layout, program } = compile(smallSystem(main));
    const used = program.state.cells.map((slot) => layout.placeOf(slot));
    expect(layout.words).toBe(1);
    expect(used.every(({ word }) => word === 0)).toBe(true);
    // 1 occupied + 1 flag + 2 colour + 3 number + 2 pair + 3 × (2 kind + 3 payload) + 1 pc.
    expect(layout.bits).toBe(25);
  });

  it("takes parameters that are always the same for constants, each call site's for itself", () => {
    const { main } = twoCalls({ first: true, second: false });
    const { constants, transitions } = compile(smallSystem(main), { passes: onlyConstants });
    const given = [...constants].filter(([{ path }]) => path === "actor.set.to");
    expect(given.map(([, code]) => code)).toEqual([1, 0]);
    expect(transitions).toHaveLength(5);
  });

  it("takes no parameter for constant that a loop gives something else", () => {
    const set = setter();
    const main = procedure("main", "a test", {
      locals: {},
      steps: { again: ({ s }) => call(set.procedure, { to: !s.flag }, "again") },
    });
    const { constants } = compile(smallSystem(main), { passes: onlyConstants });
    expect([...constants.keys()].filter(({ path }) => path === "actor.set.to")).toEqual([]);
  });

  it("runs a body once for calls that are alike", () => {
    const alike = twoCalls({ first: true, second: true });
    compile(smallSystem(alike.main), { passes: onlyConstants });
    const other = twoCalls({ first: true, second: false });
    compile(smallSystem(other.main), { passes: onlyConstants });
    expect(other.runs()).toBe(2 * alike.runs());
  });
});

const onlyConstants = { ...noPasses, constants: true };

/** A procedure that sets the flag, and how often its body has been run. */
function setter() {
  let runs = 0;
  const set = procedure("set", "a test", {
    params: { to: bool },
    steps: {
      set: ({ s, local }) => {
        runs += 1;
        s.flag = local.to;
        return "done";
      },
    },
  });
  return { procedure: set, runs: () => runs };
}

/** Calls it twice. */
function twoCalls({ first, second }: { readonly first: boolean; readonly second: boolean }) {
  const set = setter();
  const main = procedure("main", "a test", {
    locals: {},
    steps: {
      one: () => call(set.procedure, { to: first }, "two"),
      two: () => call(set.procedure, { to: second }, "over"),
      over: () => "done",
    },
  });
  return { main, runs: set.runs };
}
