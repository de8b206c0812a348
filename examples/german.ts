import {
  array,
  bool,
  copy,
  count,
  domain,
  every,
  type Index,
  index,
  indexes,
  indexOf,
  language,
  must,
  nullable,
  oneOf,
  type System,
  some,
  union,
  type ValuesOf,
  waitUntil,
} from "../model/language/index.ts";

// German's cache coherence protocol: nodes ask a home for a shared copy or the exclusive one, and
// the home takes back what contradicts it before it grants. It is the usual benchmark of
// parameterized verification, written after the Murphi text of Chou, Mannava and Park (FMCAD 2004),
// data included.
//
// german.m is the same transition system for Rumur, which finds the same states and transitions:
// 3,381 and 9,888 for two nodes, 58,077 and 235,764 for three, 1,105,353 and 5,921,856 for four
// (two values each). The Murphi text of FMCAD 2004, with plain ranges for its scalarsets, gives the
// same for two and three.

const Node = domain("Node");
const Value = domain("Value");
const permission = oneOf("nothing", "shared", "exclusive");

const state = {
  copy: array(
    Node,
    union({ nothing: {}, shared: { value: index(Value) }, exclusive: { value: index(Value) } }),
  ),
  /** What each node asks the home for. */
  wants: array(Node, permission),
  /** The home's message to each node. */
  told: array(
    Node,
    union({
      silence: {},
      invalidate: {},
      grantShared: { value: index(Value) },
      grantExclusive: { value: index(Value) },
    }),
  ),
  /** What each node gives back: the value, if its copy was the exclusive one. */
  back: array(Node, union({ nothing: {}, copy: { value: nullable(index(Value)) } })),
  /** Who has a copy, or is about to. */
  sharers: array(Node, bool),
  /** Who is still to be told to give it back. */
  toTell: array(Node, bool),
  isExclusive: bool,
  /** Whom the home serves, and with what. */
  serves: union({
    nobody: {},
    shared: { node: index(Node) },
    exclusive: { node: index(Node) },
  }),
  memory: index(Value),
  /** What was stored last: not part of the protocol, but of what is asked of it. */
  latest: index(Value),
};

type State = ValuesOf<typeof state>;
interface Constants {
  /** All that can be stored. */
  readonly values: readonly Index<"Value">[];
}

const { procedure, actor, system } = language<typeof state, null, Constants>();

// One step from "act" to "act" for each rule, so that positions add no states.

const node = procedure("node", "the rules of a node", {
  params: { me: index(Node) },
  steps: {
    act: ({ s, local: { me }, kernel, choose }) => {
      switch (choose(["ask shared", "ask exclusive", "take grant", "give back", "store"])) {
        case "ask shared":
          waitUntil(s.wants[me] === "nothing" && s.copy[me].kind === "nothing");
          s.wants[me] = "shared";
          break;
        case "ask exclusive":
          waitUntil(s.wants[me] === "nothing" && s.copy[me].kind !== "exclusive");
          s.wants[me] = "exclusive";
          break;
        case "take grant":
          takeGrant(s, me);
          break;
        case "give back":
          giveBack(s, me);
          break;
        case "store": {
          const mine = s.copy[me];
          waitUntil(mine.kind === "exclusive");
          mine.value = choose(kernel.values);
          s.latest = mine.value;
        }
      }
      return "act";
    },
  },
});

function takeGrant(s: State, me: Index<"Node">): void {
  const message = s.told[me];
  waitUntil(message.kind === "grantShared" || message.kind === "grantExclusive");
  const kind = message.kind === "grantShared" ? "shared" : "exclusive";
  s.copy[me] = { kind, value: message.value };
  s.told[me] = { kind: "silence" };
}

function giveBack(s: State, me: Index<"Node">): void {
  waitUntil(s.told[me].kind === "invalidate" && s.back[me].kind === "nothing");
  const mine = s.copy[me];
  s.back[me] = { kind: "copy", value: mine.kind === "exclusive" ? mine.value : null };
  s.copy[me] = { kind: "nothing" };
  s.told[me] = { kind: "silence" };
}

const home = procedure("home", "the rules of the home", {
  steps: {
    act: ({ s, choose }) => {
      switch (choose(["begin to serve", "tell to give back", "take back", "grant"])) {
        case "begin to serve": {
          waitUntil(s.serves.kind === "nobody");
          const whom = choose(indexes(s.wants));
          const kind = s.wants[whom];
          waitUntil(kind !== "nothing");
          s.serves = { kind, node: whom };
          s.wants[whom] = "nothing";
          copy(s.toTell, s.sharers);
          break;
        }
        case "tell to give back": {
          waitUntil(s.serves.kind === "exclusive" || (s.serves.kind === "shared" && s.isExclusive));
          const whom = choose(indexes(s.toTell));
          waitUntil(s.toTell[whom] && s.told[whom].kind === "silence");
          s.told[whom] = { kind: "invalidate" };
          s.toTell[whom] = false;
          break;
        }
        case "take back":
          takeBack(s, choose(indexes(s.back)));
          break;
        case "grant":
          grant(s);
      }
      return "act";
    },
  },
});

function takeBack(s: State, from: Index<"Node">): void {
  const back = s.back[from];
  waitUntil(back.kind === "copy" && s.serves.kind !== "nobody");
  if (s.isExclusive) {
    must(back.value !== null, "only the exclusive copy is out, and it comes back without a value");
    s.memory = back.value;
    s.isExclusive = false;
  }
  s.back[from] = { kind: "nothing" };
  s.sharers[from] = false;
}

function grant(s: State): void {
  const { serves } = s;
  waitUntil(serves.kind !== "nobody" && !s.isExclusive && s.told[serves.node].kind === "silence");
  const { kind, node } = serves;
  waitUntil(kind === "shared" || !some(s.sharers, (isSharer) => isSharer));
  s.told[node] = { kind: kind === "shared" ? "grantShared" : "grantExclusive", value: s.memory };
  s.sharers[node] = true;
  s.isExclusive = kind === "exclusive";
  s.serves = { kind: "nobody" };
}

/** German's protocol with so many nodes, and so many values that can be stored. */
export function german(nodes: number, values: number): System<State, null> {
  return system({
    name: "german",
    state,
    sizes: { Node: nodes, Value: values },
    kernel: { values: Array.from({ length: values }, (_, value) => indexOf(Value, value)) },
    actors: [
      actor("home", home, { self: null }),
      ...Array.from({ length: nodes }, (_, at) =>
        actor(`node${at}`, node, { self: null, args: { me: indexOf(Node, at) } }),
      ),
    ],
    properties: [
      {
        id: "one-writer",
        over: "states",
        antecedent: ({ s }) => some(s.copy, ({ kind }) => kind === "exclusive"),
        holds: ({ s }) =>
          !some(s.copy, ({ kind }) => kind === "exclusive") ||
          count(s.copy, ({ kind }) => kind !== "nothing") === 1,
      },
      {
        id: "the-latest-value",
        over: "states",
        antecedent: ({ s }) => some(s.copy, ({ kind }) => kind !== "nothing"),
        holds: ({ s }) =>
          (s.isExclusive || s.memory === s.latest) &&
          every(s.copy, (one) => one.kind === "nothing" || one.value === s.latest),
      },
    ],
    covers: [
      { id: "all-share", reached: ({ s }) => every(s.copy, ({ kind }) => kind === "shared") },
    ],
  });
}
