import {
  array,
  bool,
  count,
  domain,
  type Index,
  index,
  indexOf,
  language,
  type System,
  type ValuesOf,
  waitUntil,
} from "../model/language/index.ts";

// Peterson's algorithm (1981): two threads share a critical section with a flag each and one word
// that says whose turn it is. Each access of the shared memory is a step.
//
// The counts, 26 states and 44 transitions, are of this text, with its five places for each thread;
// the reference, which runs the steps on plain objects, finds the same.

const Thread = domain("Thread");

const state = { wants: array(Thread, bool), turn: index(Thread) };

type State = ValuesOf<typeof state>;
interface Self {
  readonly me: Index<"Thread">;
  readonly other: Index<"Thread">;
}

const { procedure, actor, system } = language<typeof state, Self, null>();

const thread = procedure("thread", "Peterson 1981", {
  steps: {
    ask: ({ s, self }) => {
      s.wants[self.me] = true;
      return "give_way";
    },
    give_way: ({ s, self }) => {
      s.turn = self.other;
      return "wait";
    },
    wait: ({ s, self }) => {
      waitUntil(!s.wants[self.other] || s.turn === self.me);
      return "critical";
    },
    critical: () => "leave",
    leave: ({ s, self }) => {
      s.wants[self.me] = false;
      return "ask";
    },
  },
});

/** Peterson's algorithm. Never are both threads in the critical section. */
export function peterson(): System<State, Self> {
  const [p, q] = [indexOf(Thread, 0), indexOf(Thread, 1)];
  return system({
    name: "peterson",
    state,
    sizes: { Thread: 2 },
    kernel: null,
    actors: [
      actor("p", thread, { self: { me: p, other: q } }),
      actor("q", thread, { self: { me: q, other: p } }),
    ],
    properties: [
      {
        id: "mutual-exclusion",
        over: "states",
        antecedent: ({ actors }) => count(actors, (one) => one.at(thread, "critical")) > 0,
        holds: ({ actors }) => count(actors, (one) => one.at(thread, "critical")) <= 1,
      },
    ],
  });
}
