import {
  array,
  bool,
  count,
  domain,
  type Index,
  indexOf,
  language,
  outOfScope,
  range,
  type System,
  waitUntil,
} from "../model/language/index.ts";

// Lamport's bakery (1974): who wants to enter takes a ticket higher than all that it sees, and
// waits for those with lower tickets. Tickets grow without end, so a model has a highest one, and
// wanting more is out of scope: a bound, which the result tells, so that "complete" is never said
// of what was cut off.
//
// The steps are those of the bakery in BEEM, the benchmark of explicit-state model checkers
// (Pelánek 2007). There a customer who finds no ticket waits, which gives the same states.

const Customer = domain("Customer");

interface Self {
  readonly me: Index<"Customer">;
}

/** The bakery with so many customers, and tickets from 1 to `highest`; 0 is no ticket. */
export function bakery(customers: number, highest: number): System<unknown, Self> {
  const ticket = range(highest + 1);
  const state = { choosing: array(Customer, bool), number: array(Customer, ticket) };
  const { procedure, actor, system } = language<typeof state, Self, null>();

  const customer = procedure("customer", "Lamport 1974; BEEM, bakery", {
    // Whom it looks at next, and the highest ticket that it has seen.
    locals: { next: range(customers + 1), seen: ticket },
    steps: {
      outside: ({ s, self, local }) => {
        s.choosing[self.me] = true;
        local.next = 0;
        local.seen = 0;
        return "choose";
      },
      choose: ({ s, self, local }) => {
        if (local.next < customers) {
          const number = s.number[indexOf(Customer, local.next)];
          if (number > local.seen) local.seen = number;
          local.next += 1;
          return "choose";
        }
        if (local.seen === highest) return outOfScope("a ticket");
        s.number[self.me] = local.seen + 1;
        s.choosing[self.me] = false;
        local.next = 0;
        return "each";
      },
      each: ({ s, local }) => {
        if (local.next === customers) return "critical";
        waitUntil(!s.choosing[indexOf(Customer, local.next)]);
        return "wait";
      },
      wait: ({ s, self, local }) => {
        const [mine, theirs] = [s.number[self.me], s.number[indexOf(Customer, local.next)]];
        waitUntil(theirs === 0 || theirs > mine || (theirs === mine && local.next >= self.me));
        local.next += 1;
        return "each";
      },
      critical: ({ s, self }) => {
        s.number[self.me] = 0;
        return "outside";
      },
    },
  });

  return system({
    name: "bakery",
    state,
    sizes: { Customer: customers },
    kernel: null,
    actors: Array.from({ length: customers }, (_, at) =>
      actor(`customer${at}`, customer, { self: { me: indexOf(Customer, at) } }),
    ),
    properties: [
      {
        id: "mutual-exclusion",
        over: "states",
        antecedent: ({ actors }) => count(actors, (one) => one.at(customer, "critical")) > 0,
        holds: ({ actors }) => count(actors, (one) => one.at(customer, "critical")) <= 1,
      },
    ],
  });
}
