import {
  domain,
  every,
  type Index,
  indexOf,
  language,
  lock,
  type Moment,
  range,
  type ValuesOf,
  waitUntil,
} from "../model/language/index.ts";

// Two workers add 1 to a counter each, in two steps under a lock. Is an addition ever lost?

const Worker = domain("Worker");
const state = { lock: lock(Worker), counter: range(3) };
type Self = { readonly me: Index<"Worker"> };

const { procedure, actor, system } = language<typeof state, Self, null>();

export const worker = procedure("worker", "adds 1", {
  locals: { seen: range(3) },
  steps: {
    lock: ({ s, self }) => {
      waitUntil(s.lock === null);
      s.lock = self.me;
      return "read";
    },
    read: ({ s, local }) => {
      local.seen = s.counter;
      return "write";
    },
    write: ({ s, local }) => {
      s.counter = local.seen + 1;
      return "unlock";
    },
    unlock: ({ s }) => {
      s.lock = null;
      return "done";
    },
  },
});

const allDone = ({ actors }: Moment<ValuesOf<typeof state>>) =>
  every(actors, (one) => !one.within(worker));

export const counter = system({
  name: "counter",
  state,
  sizes: { Worker: 2 },
  kernel: null,
  actors: [
    actor("p", worker, { self: { me: indexOf(Worker, 0) } }),
    actor("q", worker, { self: { me: indexOf(Worker, 1) } }),
  ],
  properties: [
    {
      id: "nothing-lost",
      over: "states",
      antecedent: allDone,
      holds: (moment) => !allDone(moment) || moment.s.counter === 2,
    },
  ],
});
