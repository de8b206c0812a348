// Checked by the compiler alone (npm run types): what is marked must not compile.
import {
  actor,
  extend,
  procedure as modelProcedure,
  untold as procedure,
  replaceStep,
  system,
} from "../../model/current.ts";
import {
  bool,
  call,
  domain,
  fact,
  type Index,
  index,
  indexOf,
  language,
  type Moment,
  extend as plainExtend,
  replaceStep as plainReplaceStep,
  range,
  same,
} from "../../model/language/index.ts";
import {
  folio_lock,
  pte_offset_map_lock,
  pte_present,
  set_pte_at,
} from "../../model/primitives/index.ts";
import {
  Actor,
  Cpu,
  type Frame,
  parent,
  type Self,
  type State,
  state,
  type Vaddr,
} from "../../model/state/index.ts";

declare const s: State;
declare const frame: Frame;
declare const addr: Vaddr;
declare const kernel: Parameters<typeof system>[0]["kernel"];

export const allowed = [s.folio[frame], s.mm[0 as Index<"Mm">].pte[addr]];

export const refused = [
  // @ts-expect-error a virtual address is no frame
  s.folio[addr],
  // @ts-expect-error a frame is no virtual address
  s.mm[0 as Index<"Mm">].pte[frame],
  // @ts-expect-error a plain number is no index
  s.folio[0],
];

export const good = procedure("good", "a test", {
  params: { addr: index(domain("Vaddr")) },
  locals: { found: bool, times: range(3) },
  steps: {
    first: () => "second",
    second: ({ s }) => (s.i_mmap_reader === null ? "first" : "done"),
  },
});

export const unknownLabel = procedure("unknown_label", "a test", {
  // @ts-expect-error a step that the procedure does not have
  steps: { first: () => "third", second: () => "done" },
});

export const unknownLocal = procedure("unknown_local", "a test", {
  steps: {
    // @ts-expect-error a local that the procedure does not have: it has none
    first: ({ local }) => (local.adr === 0 ? "done" : "first"),
  },
});

export const misspeltLocal = procedure("misspelt_local", "a test", {
  params: { addr: index(domain("Vaddr")) },
  locals: { found: bool },
  steps: {
    first: ({ local }) => {
      // @ts-expect-error a local that the procedure does not have: it is addr
      local.adr = local.addr;
      // @ts-expect-error a local that the procedure does not have: it is found
      return local.fond ? "done" : "first";
    },
  },
});

export const wrongArgument = procedure("wrong_argument", "a test", {
  steps: {
    // @ts-expect-error a frame where the procedure takes a virtual address
    first: () => call(good, { addr: frame }, "done"),
  },
});

export const missingArgument = procedure("missing_argument", "a test", {
  steps: {
    // @ts-expect-error the procedure takes a virtual address
    first: () => call(good, {}, "done"),
  },
});

const noParams = procedure("no_params", "a test", { steps: { first: () => "done" } });

export const excessArgument = procedure("excess_argument", "a test", {
  steps: {
    first: () => call(noParams, {}, "second"),
    // @ts-expect-error the procedure takes nothing
    second: () => call(noParams, { foo: 1 }, "third"),
    // @ts-expect-error the procedure takes nothing, whatever it gives
    third: () => call(noParams, { foo: 1 }, "fourth", {}),
    // @ts-expect-error the procedure takes a virtual address, and nothing else
    fourth: () => call(good, { addr, foo: 1 }, "done"),
  },
});

/** What is bound is there for every step, and has the types of the kernel functions' arguments. */
export const bound = procedure("bound", "a test", {
  params: { addr: index(domain("Vaddr")) },
  steps: {
    first: ({ mm, folio, vma, local }) => {
      const pte = pte_offset_map_lock(mm, local.addr);
      if (pte_present(pte)) set_pte_at(mm, vma.vm_start, pte);
      folio_lock(folio);
      // @ts-expect-error a frame where an address is meant
      pte_offset_map_lock(mm, folio);
      // @ts-expect-error an address where a folio is meant
      folio_lock(vma.vm_start);
      // @ts-expect-error an address where an mm is meant
      pte_offset_map_lock(local.addr, local.addr);
      // @ts-expect-error a frame is no entry
      set_pte_at(mm, local.addr, folio);
      return "second";
    },
    // @ts-expect-error nothing of this name is bound
    second: ({ tlb }) => (tlb ? "done" : "first"),
  },
});

export const localAsArgument = procedure("local_as_argument", "a test", {
  steps: {
    // @ts-expect-error found is a local of the procedure: nobody gives it
    first: () => call(good, { addr, found: true }, "done"),
  },
});

export const unknownThen = procedure("unknown_then", "a test", {
  // @ts-expect-error goes on at a step that the procedure does not have
  steps: { first: () => call(good, { addr }, "second") },
});

export const goodResult = procedure("good_result", "a test", {
  locals: { isFound: bool },
  steps: { first: () => call(good, { addr }, "done", { isFound: "found" }) },
});

export const resultOfAnotherType = procedure("result_of_another_type", "a test", {
  locals: { isFound: bool },
  // @ts-expect-error a number for a local that is a bool
  steps: { first: () => call(good, { addr }, "done", { isFound: "times" }) },
});

export const resultForNoLocal = procedure("result_for_no_local", "a test", {
  locals: { isFound: bool },
  // @ts-expect-error a result for a local that the caller does not have
  steps: { first: () => call(good, { addr }, "done", { isFond: "found" }) },
});

export const unknownResult = procedure("unknown_result", "a test", {
  locals: { isFound: bool },
  steps: {
    // @ts-expect-error a result that the callee does not have
    first: () => call(good, { addr }, "done", { isFound: "fond" }),
  },
});

export function predicate({ actors }: Moment<State>): boolean {
  // @ts-expect-error a step that the procedure does not have
  return actors[0].at(good, "third") || actors[0].at(good, "second");
}

const self: Self = { id: indexOf(Actor, 0), mm: parent, cpu: indexOf(Cpu, 0), program: [] };

const other = language<{ readonly flag: typeof bool }, Self, typeof kernel>();
const otherProcedure = other.procedure("other", "a test", {
  steps: {
    first: ({ s: own }) => {
      // @ts-expect-error a bool takes no number
      own.flag = 1;
      return "done";
    },
  },
});

export const goodActor = actor("good", good, { self, args: { addr } });

export const wrongActors = [
  // @ts-expect-error a self of another type
  actor("wrong", good, { self: "nobody", args: { addr } }),
  // @ts-expect-error an argument of another type
  actor("wrong", good, { self, args: { addr: frame } }),
  // @ts-expect-error no arguments, where the procedure has a parameter
  actor("wrong", good, { self }),
  // @ts-expect-error an argument, where the procedure has no parameter
  actor("wrong", noParams, { self, args: { foo: 1 } }),
  // @ts-expect-error a procedure over another state
  actor("wrong", otherProcedure, { self }),
];

export const goodSystem = system({ name: "good", state, kernel, actors: [goodActor] });

const otherActor = other.actor("other", otherProcedure, { self });

export const wrongSystems = [
  // @ts-expect-error another state than the actors'
  system({ name: "wrong", state: { flag: bool }, kernel, actors: [] }),
  // @ts-expect-error an actor over another state
  system({ name: "wrong", state, kernel, actors: [otherActor] }),
  // @ts-expect-error another kernel
  system({ name: "wrong", state, kernel: "6.1", actors: [goodActor] }),
];

export const changes = [
  replaceStep(good, "first", (c, original) => (c.local.found ? original(c) : "second")),
  replaceStep(good, "first", ({ mm, s: { mm: mms } }) => (mms[mm].mapped ? "second" : "first")),
  plainReplaceStep(good, "first", (c, original) => (c.local.found ? original(c) : "second")),
  // @ts-expect-error a step that the procedure does not have
  replaceStep(good, "frist", () => "done"),
  // @ts-expect-error goes on at a step that the procedure does not have
  replaceStep(good, "first", () => "third"),
  // @ts-expect-error what is bound is bound by the language's own replaceStep
  plainReplaceStep(good, "first", ({ mm }) => (mm === parent ? "second" : "first")),
];

export const extensions = [
  extend(good, { steps: { first: () => "third", third: () => "second" } }),
  extend(good, {
    state: { extra: bool },
    locals: { seen: bool },
    steps: {
      first: ({ mm, s: { extra }, local }) =>
        mm === parent && extra && local.found ? "third" : "done",
      third: (c, original) => (c.local.seen ? original(c) : "second"),
    },
  }),
  plainExtend(good, { steps: { first: () => "third", third: (c, original) => original(c) } }),
  // @ts-expect-error goes on at a step that the procedure does not have
  extend(good, { steps: { first: () => "fourth", third: () => "second" } }),
  extend(good, {
    steps: {
      // @ts-expect-error the same of a step with parameters
      first: ({ local }) => (local.found ? "third" : "fourth"),
      third: () => "done",
    },
  }),
  // @ts-expect-error the same without anything bound
  plainExtend(good, { steps: { first: () => "fourth" } }),
];

const seen = fact("has looked");

export const facts = [
  procedure("good_facts", "a test", {
    facts: [
      { fact: seen, at: ["second"] },
      { fact: seen, at: "throughout" },
    ],
    steps: { first: () => "second", second: () => "done" },
  }),
  procedure("wrong_facts", "a test", {
    // @ts-expect-error a step that the procedure does not have
    facts: [{ fact: seen, at: ["third"] }],
    steps: { first: () => "second", second: () => "done" },
  }),
  extend(good, {
    facts: [{ fact: seen, at: ["first", "third"] }],
    steps: { second: () => "third", third: () => "done" },
  }),
  extend(good, {
    // @ts-expect-error neither a step of the procedure nor a new one
    facts: [{ fact: seen, at: ["fourth"] }],
    steps: { second: () => "third", third: () => "done" },
  }),
];

export const comparisons = [
  same(s.disk, "latestStore", s.io, "latestStore"),
  // @ts-expect-error a field that the second value does not have
  same(s.disk, "latestStore", s.io, "lastStore"),
  // @ts-expect-error a field that the first value does not have
  same(s.disk, "lastStore", s.io, "latestStore"),
];

export const told = procedure("told", "a test", {
  locals: { found: bool },
  steps: { first: () => "second", second: () => "done" },
  says: { first: ({ local, mm }) => `${local.found} ${mm}`, second: { done: "ends" } },
});

export const toldInPart = procedure("told_in_part", "a test", {
  steps: { first: () => "second", second: () => "done" },
  // @ts-expect-error nothing is said of the second step
  says: { first: "begins" },
});

export const toldTooMuch = procedure("told_too_much", "a test", {
  steps: { first: () => "done" },
  // @ts-expect-error a step that the procedure does not have
  says: { first: "begins", second: "ends" },
});

export const toldOfOthers = procedure("told_of_others", "a test", {
  steps: { first: () => "done" },
  // @ts-expect-error a local that the procedure does not have
  says: { first: ({ local }) => `${local.found}` },
});

// @ts-expect-error the model says of each step what it did
export const silent = modelProcedure("silent", "a test", { steps: { first: () => "done" } });
