import { describe, expect, it } from "vitest";
import {
  allPasses,
  compile,
  keepingSteps,
  noPasses,
  type PassName,
} from "../../explorer/compile/index.ts";
import { explore, pathTo } from "../../explorer/search/index.ts";
import {
  type Actor as AnyActor,
  array,
  blocked,
  bool,
  call,
  domain,
  held,
  type Index,
  language,
  lock,
  must,
  oneOf,
  range,
  type StateProperty,
  type System,
  some,
  type ValuesOf,
  waitUntil,
} from "../../model/language/index.ts";

// What each pass does, where it must not, and that verdicts stay as they are. More by random systems.

const Actor = domain("Actor");
const state = {
  lock: lock(Actor),
  readers: array(Actor, held),
  n: range(3),
  ghost: range(4),
  seen: range(4),
  open: bool,
  mode: oneOf("calm", "busy"),
};
type State = ValuesOf<typeof state>;
interface Self {
  readonly id: Index<"Actor">;
}
const { procedure, system } = language<typeof state, Self, null>();

/** A procedure without parameters, whatever its locals and steps. */
type Main = AnyActor["procedure"];

function systemOf(
  procedures: readonly Main[],
  more: Partial<Parameters<typeof system>[0]> = {},
): System<State, Self> {
  return system({
    name: "passes",
    state,
    sizes: { Actor: procedures.length },
    kernel: null,
    actors: procedures.map((main, at) => ({
      name: `a${at}`,
      procedure: main,
      args: {},
      self: { id: at as Index<"Actor"> },
    })),
    ...more,
  });
}

/** A system without passes and with one: the pass must not change what is found. */
function withPass(pass: PassName, tested: System<State, Self>) {
  const [before, after] = [noPasses, { ...noPasses, [pass]: true }].map((passes) => {
    const compiled = compile(tested as System, { passes });
    return { compiled, exploration: explore(compiled) };
  });
  const verdicts = ({ exploration }: typeof before) => ({
    violated: exploration.properties.map(({ violation }) => violation !== null),
    witnessed: exploration.properties.map(({ witness }) => witness >= 0),
    reached: exploration.covers.map(({ state: at }) => at >= 0),
    ends: [exploration.deadlock >= 0, exploration.error !== null, exploration.outOfScope !== null],
  });
  expect(verdicts(after)).toEqual(verdicts(before));
  return { before: before.exploration, after: after.exploration, ...after };
}

const law = (
  id: string,
  holds: StateProperty<State, Self>["holds"],
): StateProperty<State, Self> => ({
  id,
  over: "states",
  antecedent: () => true,
  holds,
});

/** Takes the lock, counts under it, drops it; over and over. */
const locker = procedure("locker", "a test", {
  steps: {
    take: ({ s, self }) => {
      waitUntil(s.lock === null);
      s.lock = self.id;
      return "count";
    },
    count: ({ s }) => {
      s.n = (s.n + 1) % 3;
      return "drop";
    },
    drop: ({ s, self }) => {
      must(s.lock === self.id, "it is ours");
      s.lock = null;
      return "take";
    },
  },
});

describe("constants", () => {
  it("are found before paths are enumerated, and take no bits", () => {
    const reads = procedure("reads", "a test", {
      steps: {
        only: ({ s }) => {
          if (s.mode === "busy") s.n = 2;
          return s.open ? "only" : "done";
        },
      },
    });
    const { compiled, before, after } = withPass("constants", systemOf([reads]));
    expect(compiled.transitions).toHaveLength(1);
    expect(compiled.layout.bits).toBeLessThan(compile(systemOf([reads])).layout.bits);
    expect(after.states).toBe(before.states);
  });

  it("are no constants if a step that is found later changes them", () => {
    const opens = procedure("opens", "a test", {
      steps: {
        open: ({ s }) => {
          s.open = true;
          return "busy";
        },
        busy: ({ s }) => {
          if (s.open) s.mode = "busy";
          return "end";
        },
        end: ({ s }) => (s.mode === "busy" ? "count" : "done"),
        count: ({ s }) => {
          s.n += 1;
          return "done";
        },
      },
    });
    const { before, after, compiled } = withPass("constants", systemOf([opens]));
    expect({ states: after.states, depth: after.depth }).toEqual({ states: 5, depth: 4 });
    expect(before.states).toBe(5);
    expect(compiled.savings).toEqual([
      {
        pass: "constants",
        saved: expect.stringMatching(
          /^\d+ fields that no step changes, \d+ parameters that are always the same$/,
        ),
      },
    ]);
  });
});

describe("the cone of influence", () => {
  const writes = procedure("writes", "a test", {
    steps: {
      only: ({ s, choose }) => {
        s.ghost = choose([0, 1, 2, 3]);
        s.seen = s.ghost;
        return "only";
      },
    },
  });

  it("drops what nothing asks for", () => {
    const { before, after } = withPass("cone", systemOf([writes]));
    expect([before.states, after.states]).toEqual([5 - 1, 1]);
  });

  it("keeps what a law asks for, and what that was copied from", () => {
    const copies = procedure("copies", "a test", {
      steps: {
        only: ({ s, choose }) => {
          s.seen = s.ghost;
          s.ghost = choose([0, 1, 2, 3]);
          return "only";
        },
      },
    });
    const asks = { properties: [law("seen", ({ s }) => s.seen < 3)] };
    const { before, after } = withPass("cone", systemOf([copies], asks));
    expect(after.states).toBe(before.states);
    expect(after.properties[0].violation).not.toBeNull();
  });
});

describe("dead locals", () => {
  it("are cleared, so that they do not multiply states", () => {
    const callee = procedure("callee", "a test", {
      params: { given: range(4) },
      steps: {
        use: ({ s, local }) => {
          s.open = local.given > 1;
          return "rest";
        },
        rest: () => "done",
      },
    });
    const main = procedure("main", "a test", {
      locals: { mine: range(4) },
      steps: {
        choose: ({ local, choose }) => {
          local.mine = choose([0, 1, 2, 3]);
          return "go";
        },
        go: ({ local }) => call(callee, { given: local.mine }, "again"),
        again: () => "choose",
      },
    });
    const { before, after } = withPass("deadLocals", systemOf([main]));
    expect(after.states).toBeLessThan(before.states);
    expect(after.depth).toBe(before.depth);
  });
});

describe("steps that touch only what is their own", () => {
  const thinker = procedure("thinker", "a test", {
    locals: { at: range(4) },
    steps: {
      start: ({ s, local }) => {
        waitUntil(s.n === 0);
        local.at = 1;
        return "think";
      },
      think: ({ local }) => {
        local.at += 1;
        return local.at < 3 ? "think" : "rest";
      },
      rest: () => "end",
      end: ({ s }) => {
        s.open = !s.open;
        return "start";
      },
    },
  });

  it("go with the step before, but not round in a circle", () => {
    const { before, after } = withPass("fuseOwn", systemOf([thinker, thinker]));
    expect(after.states).toBeLessThan(before.states);
  });

  it("stay where a law asks whether they are done", () => {
    const asks = {
      properties: [law("not-resting", ({ actors }) => !actors[0].at(thinker, "rest"))],
    };
    const { after } = withPass("fuseOwn", systemOf([thinker, thinker], asks));
    expect(after.properties[0].violation).not.toBeNull();
  });
});

describe("releases of locks", () => {
  it("go with the step before, if all that others do about the lock is wait", () => {
    const { before, after, compiled } = withPass("fuseReleases", systemOf([locker, locker]));
    expect(compiled.savings[0].saved).toBe("2 releases of locks");
    expect(after.states).toBeLessThan(before.states);
  });

  it("stay where somebody tries the lock and goes another way", () => {
    const trier = procedure("trier", "a test", {
      steps: {
        try: ({ s }) => {
          if (s.lock !== null && s.n === 2) s.open = true;
          return "try";
        },
      },
    });
    const cover = { covers: [{ id: "saw it", reached: ({ s }: { s: State }) => s.open }] };
    const { compiled } = withPass("fuseReleases", systemOf([locker, trier], cover));
    expect(compiled.savings[0].saved).toBe("0 releases of locks");
  });

  it("stay where a law looks at the lock", () => {
    const asks = { properties: [law("free", ({ s }) => s.lock === null || s.n < 2)] };
    const { compiled } = withPass("fuseReleases", systemOf([locker, locker], asks));
    expect(compiled.savings[0].saved).toBe("0 releases of locks");
  });

  it("stay where somebody takes the lock blindly", () => {
    const thief = procedure("thief", "a test", {
      steps: {
        steal: ({ s, self }) => {
          s.lock = self.id;
          return "done";
        },
      },
    });
    const { compiled, after } = withPass("fuseReleases", systemOf([locker, thief]));
    expect(compiled.savings[0].saved).toBe("0 releases of locks");
    expect(after.error).not.toBeNull();
  });

  it("of readers are told from a writer's", () => {
    const reader = procedure("reader", "a test", {
      steps: {
        take: ({ s, self }) => {
          waitUntil(s.lock === null);
          s.readers[self.id] = true;
          return "look";
        },
        look: ({ s }) => {
          s.seen = s.n;
          return "drop";
        },
        drop: ({ s, self }) => {
          s.readers[self.id] = false;
          return "take";
        },
      },
    });
    const writer = procedure("writer", "a test", {
      steps: {
        take: ({ s, self }) => {
          waitUntil(s.lock === null && !some(s.readers, (reads) => reads));
          s.lock = self.id;
          return "write";
        },
        write: ({ s }) => {
          s.n = (s.n + 1) % 3;
          return "drop";
        },
        drop: ({ s }) => {
          s.lock = null;
          return "take";
        },
      },
    });
    const { before, after, compiled } = withPass(
      "fuseReleases",
      systemOf([reader, reader, writer]),
    );
    expect(compiled.savings[0].saved).toBe("3 releases of locks");
    expect(after.states).toBeLessThan(before.states);
  });
});

describe("starts of what was chosen", () => {
  const careful = procedure("careful", "a test", {
    steps: {
      begin: ({ s }) => {
        if (!s.open) return "done";
        s.n = (s.n + 1) % 3;
        return "done";
      },
    },
  });
  const hasty = procedure("hasty", "a test", {
    steps: {
      begin: ({ s }) => {
        s.n = (s.n + 1) % 3;
        return "done";
      },
    },
  });
  const chooser = (what: typeof careful | typeof hasty) =>
    procedure("chooser", "a test", {
      steps: {
        next: ({ s, choose }) => {
          const chosen = choose(["start", "close"]);
          if (!s.open) return blocked;
          return chosen === "start" ? call(what, {}, "next") : "close";
        },
        close: ({ s }) => {
          s.open = false;
          return "next";
        },
      },
    });
  const isOpen = {
    initialise: (s: State) => {
      s.open = true;
    },
  };

  it("go with the choice, if the first step looks again", () => {
    const { before, after, compiled } = withPass(
      "fuseStarts",
      systemOf([chooser(careful), chooser(careful)].slice(0, 1), isOpen),
    );
    expect(compiled.savings[0].saved).toBe("1 starts of what was chosen");
    expect(after.states).toBeLessThan(before.states);
  });

  it("stay where the first step does not ask again what the choice asked", () => {
    const { compiled } = withPass("fuseStarts", systemOf([chooser(hasty)], isOpen));
    expect(compiled.savings[0].saved).toBe("0 starts of what was chosen");
  });

  it("do not hide that all who chose may wait for ever", () => {
    const waits = procedure("waits", "a test", {
      steps: {
        begin: ({ s }) => {
          waitUntil(s.open);
          return "done";
        },
      },
    });
    const either = procedure("either", "a test", {
      steps: {
        next: ({ choose }) => (choose(["wait", "go"]) === "wait" ? call(waits, {}, "next") : "go"),
        go: ({ s }) => {
          s.n = (s.n + 1) % 3;
          return "next";
        },
      },
    });
    const { compiled, before, after } = withPass("fuseStarts", systemOf([either]));
    expect(compiled.savings[0].saved).toBe("2 starts of what was chosen");
    expect([before.deadlock >= 0, after.deadlock >= 0]).toEqual([true, true]);
  });
});

describe("what the choosing step looked at or offers besides", () => {
  it("does not hide a deadlock where the first step waits for what is gone", () => {
    const hopeful = procedure("hopeful", "a test", {
      steps: {
        next: ({ s, choose }) => {
          if (choose(["a", "b"]) === "b") return "b";
          waitUntil(s.open);
          return "a";
        },
        a: ({ s }) => {
          waitUntil(s.open);
          s.n = 1;
          return "next";
        },
        b: ({ s }) => {
          s.n = 0;
          return "next";
        },
      },
    });
    const closer = procedure("closer", "a test", {
      steps: {
        close: ({ s }) => {
          s.open = false;
          return "done";
        },
      },
    });
    const isOpen = {
      initialise: (s: State) => {
        s.open = true;
      },
    };
    const { before } = withPass("fuseStarts", systemOf([hopeful, closer], isOpen));
    expect(before.deadlock).toBeGreaterThanOrEqual(0);
  });

  it("does not hide a deadlock behind an option that starts nothing", () => {
    const mixed = procedure("mixed", "a test", {
      steps: {
        next: ({ s, choose }) => {
          if (choose(["a", "c"]) === "a") return "a";
          s.n = 1 - s.n;
          return "next";
        },
        a: ({ s }) => {
          waitUntil(s.open);
          return "next";
        },
      },
    });
    const { before } = withPass("fuseStarts", systemOf([mixed]));
    expect(before.deadlock).toBeGreaterThanOrEqual(0);
  });

  it("does not lose the state before a release that is an error", () => {
    const wrong = procedure("wrong", "a test", {
      steps: {
        set: ({ s }) => {
          s.open = true;
          return "drop";
        },
        drop: ({ s, self }) => {
          must(s.lock === self.id, "it is ours");
          s.lock = null;
          return "done";
        },
      },
    });
    const asks = { properties: [law("closed", ({ s }) => !s.open)] };
    const { before } = withPass("fuseReleases", systemOf([wrong], asks));
    expect(before.properties[0].violation).not.toBeNull();
  });
});

describe("passes", () => {
  it("without fusing keep the lengths of runs; with fusing a path still tells every step", () => {
    const asks = { properties: [law("below", ({ s }) => s.n < 2)] };
    const tested = systemOf([locker, locker], asks) as System;
    const all = allPasses;
    const lengths = [noPasses, keepingSteps(all), all].map((passes) => {
      const compiled = compile(tested, { passes });
      const exploration = explore(compiled, { until: ["below"] });
      const { violation } = exploration.properties[0];
      return violation === null
        ? []
        : pathTo(compiled, exploration, violation).map(({ step }) => step);
    });
    expect(lengths[1]).toEqual(lengths[0]);
    expect(lengths[0]).toEqual(["take", "count", "drop", "take", "count"]);
    expect(lengths[2].filter((step) => step === "count")).toHaveLength(2);
  });
});
