import { describe, expect, it } from "vitest";
import { compile } from "../../explorer/compile/index.ts";
import { explore } from "../../explorer/search/index.ts";
import {
  type AnyProcedure,
  array,
  bool,
  call,
  copy,
  domain,
  type Index,
  indexes,
  language,
  lock,
  must,
  type Property,
  range,
  some,
  update,
  type ValuesOf,
  waitUntil,
} from "../../model/language/index.ts";
import { errorText, exploreBoth } from "./bothEngines.ts";
import { verdictsEverywhere } from "./verdicts.ts";

// Small systems on which some pass, or the compiler, was once wrong. Verdicts are the same on the reference and
// with every set of passes; what each is here says that the test is not empty.

const Who = domain("Who");
const state = {
  l: lock(Who),
  z: range(3),
  open: bool,
  x: bool,
  n: range(4),
  y: range(3),
  bits: array(Who, bool),
};
type State = ValuesOf<typeof state>;
interface Self {
  readonly me: Index<"Who">;
}
const { procedure, system } = language<typeof state, Self, null>();

function systemOf(
  procedures: readonly AnyProcedure[],
  properties: readonly Property<State, Self>[] = [],
  isOpen = false,
) {
  return system({
    name: "soundness",
    state,
    sizes: { Who: procedures.length },
    kernel: null,
    actors: procedures.map((main, at) => ({
      name: `a${at}`,
      procedure: main,
      args: {},
      self: { me: at as Index<"Who"> },
    })),
    initialise: (s) => {
      s.open = isOpen;
    },
    properties,
  });
}

const take = procedure("take", "a test", {
  steps: {
    take: ({ s, self }) => {
      waitUntil(s.l === null);
      s.l = self.me;
      s.n += 1;
      return "drop";
    },
    drop: ({ s, self }) => {
      must(s.l === self.me, "it is mine");
      s.l = null;
      return "done";
    },
  },
});

const hold = procedure("hold", "a test", {
  steps: {
    take: ({ s, self }) => {
      waitUntil(s.l === null);
      s.l = self.me;
      s.n += 1;
      return "done";
    },
  },
});

describe("starts of what was chosen", () => {
  it("keep the step that leads back, where a property of steps is about it", () => {
    const judged = procedure("judged", "a test", {
      steps: {
        first: ({ s }) => {
          if (!s.open) return "done";
          s.x = true;
          return "done";
        },
      },
    });
    const chooser = procedure("chooser", "a test", {
      steps: {
        choose: ({ s, choose }) => {
          if (choose([0, 1]) === 0) return "other";
          waitUntil(s.open);
          return call(judged, {}, "choose");
        },
        other: ({ s }) => {
          s.x = false;
          return "choose";
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
    const onlyOpen: Property<State, Self> = {
      id: "only-open",
      over: "steps",
      procedures: [judged],
      antecedent: () => true,
      holds: (before) => before.s.open,
    };
    const verdicts = verdictsEverywhere(systemOf([chooser, closer], [onlyOpen], true));
    expect(verdicts.properties).toEqual([[true, true, false, true]]);
  });
});

describe("releases of locks", () => {
  const few: Property<State, Self> = {
    id: "few",
    over: "states",
    antecedent: () => true,
    holds: ({ s }) => s.n < 2,
  };

  it("stay, if they drop what somebody else may have taken", () => {
    const blind = procedure("blind", "a test", {
      steps: {
        see: ({ s }) => {
          waitUntil(s.l === null);
          return "drop";
        },
        drop: ({ s }) => {
          s.l = null;
          return "done";
        },
      },
    });
    const verdicts = verdictsEverywhere(systemOf([blind, hold, hold], [few]));
    expect(verdicts.properties[0][0]).toBe(true);
  });

  it("stay, if they look first whether there is something to drop", () => {
    const unsure = procedure("unsure", "a test", {
      steps: {
        see: ({ s }) => {
          waitUntil(s.l === null);
          return "drop";
        },
        drop: ({ s, self }) => {
          if (s.l === null) return "done";
          must(s.l === self.me, "it is mine");
          s.l = null;
          return "done";
        },
      },
    });
    expect(verdictsEverywhere(systemOf([unsure, take])).error).toBe(true);
  });

  it("stay, if somebody waits for the lock to be held", () => {
    const waits = procedure("waits", "a test", {
      steps: {
        look: ({ s, self }) => {
          waitUntil(s.l !== null);
          must(s.l === self.me, "it is mine");
          s.x = true;
          return "done";
        },
      },
    });
    expect(verdictsEverywhere(systemOf([take, waits])).error).toBe(true);
  });
});

describe("properties of steps", () => {
  it("are not asked of steps that lead nowhere", () => {
    const breaks = procedure("breaks", "a test", {
      steps: {
        only: ({ s }) => {
          must(s.x, "it is so");
          return "done";
        },
      },
    });
    const never: Property<State, Self> = {
      id: "never",
      over: "steps",
      procedures: [breaks],
      antecedent: () => true,
      holds: () => true,
    };
    const verdicts = verdictsEverywhere(systemOf([breaks], [never]));
    expect(verdicts).toMatchObject({ error: true, properties: [[false, true, false, false]] });
  });
});

describe("updates", () => {
  const counter = procedure("counter", "a test", {
    steps: {
      up: ({ s }) => {
        waitUntil(s.y < 2 && !s.x);
        s.y += 1;
        return "up";
      },
    },
  });
  const updates = (change: (value: number) => number) =>
    procedure("updates", "a test", {
      steps: {
        only: ({ s }) => {
          update(s, "y", change);
          s.x = true;
          return "done";
        },
      },
    });

  it.each<[string, (value: number) => number]>([
    [
      "one that waits for one value and breaks a rule for another",
      (value) => {
        waitUntil(value !== 1);
        must(value !== 2, "it is not 2");
        return value;
      },
    ],
    [
      "and the other way round",
      (value) => {
        waitUntil(value !== 2);
        must(value !== 1, "it is not 1");
        return value;
      },
    ],
  ])("are what their function is of the value: %s", (_, change) => {
    const { exploration } = exploreBoth(systemOf([counter, updates(change)]));
    expect(exploration.error).not.toBeNull();
  });

  it("are asked of the value that was copied, not of what its source became", () => {
    const moves = procedure("moves", "a test", {
      steps: {
        only: ({ s }) => {
          copy(s, "y", s, "z");
          s.z = 0;
          update(s, "y", (value) => value + 1);
          return "done";
        },
      },
    });
    const fills = procedure("fills", "a test", {
      steps: {
        only: ({ s }) => {
          s.z = 2;
          return "done";
        },
      },
    });
    const found = exploreBoth(systemOf([moves, fills]));
    expect(errorText(found)).toContain("y was given 3, but holds 0 to 2");
    expect(found.states).toContainEqual(expect.objectContaining({ y: 1, z: 0 }));
  });

  it("are refused if their function writes", () => {
    const writes = procedure("writes", "a test", {
      steps: {
        only: ({ s }) => {
          update(s, "y", (value) => {
            s.x = true;
            return value;
          });
          return "done";
        },
      },
    });
    expect(() => compile(systemOf([counter, writes]))).toThrow("[query-writes]");
  });
});

describe("what a step only names", () => {
  it("is not read: a loop over indexes costs nothing", () => {
    const clears = procedure("clears", "a test", {
      locals: { seen: array(Who, bool) },
      steps: {
        clear: ({ s, local }) => {
          for (const at of indexes(local.seen)) local.seen[at] = false;
          for (const at of indexes(s.bits)) if (at === 0) s.bits[at] = true;
          return "use";
        },
        use: ({ s, local }) => {
          s.x = some(local.seen, (bit) => bit);
          return "done";
        },
      },
    });
    const { compiled } = exploreBoth(systemOf([clears, take, take]));
    expect(compiled.transitions.filter(({ actor }) => actor.index === 0)).toHaveLength(2 + 1);
  });

  it("and a quantifier that is asked twice answers twice the same", () => {
    const asks = procedure("asks", "a test", {
      locals: { found: range(3) },
      steps: {
        ask: ({ s, local }) => {
          if (some(s.bits, (bit) => bit)) local.found = 2;
          if (some(s.bits, (bit) => bit)) s.y = local.found;
          return "done";
        },
      },
    });
    expect(exploreBoth(systemOf([asks])).exploration.states).toBe(2);
  });
});

describe("a search that stops when it has found what it is for", () => {
  it("does not say that the rest holds", () => {
    const up = procedure("up", "a test", {
      steps: {
        up: ({ s }) => {
          waitUntil(s.n < 3);
          s.n += 1;
          return "up";
        },
      },
    });
    const below = (limit: number): Property<State, Self> => ({
      id: `below-${limit}`,
      over: "states",
      antecedent: () => true,
      holds: ({ s }) => s.n < limit,
    });
    const compiled = compile(systemOf([up], [below(1), below(3)]));
    expect(explore(compiled, { until: ["below-1"] })).toMatchObject({ states: 2, bound: "until" });
    expect(explore(compiled, { until: ["below-1", "below-3"] })).toMatchObject({ states: 4 });
  });
});
