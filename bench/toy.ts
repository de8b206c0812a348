import {
  array,
  blocked,
  bool,
  domain,
  every,
  type Index,
  index,
  indexes,
  indexOf,
  language,
  record,
  type System,
  some,
  type ValuesOf,
} from "../model/language/index.ts";

// The small system that other engines know too: processes with a TLB each, pages of one shared file.
// It is not faithful to Linux; it exists so that engines can be compared on exactly the same work.

const Proc = domain("Proc");
const Page = domain("Page");

const pte = record({ present: bool, write: bool, dirty: bool });
const tlb = record({ valid: bool, write: bool, dirty: bool });

const state = {
  proc: array(
    Proc,
    record({ alive: bool, forked: bool, pte: array(Page, pte), tlb: array(Page, tlb) }),
  ),
  page: array(Page, record({ dirty: bool, writeback: bool, newer: bool })),
  cleaning: bool,
  cleaned: index(Page),
};

type State = ValuesOf<typeof state>;
interface Self {
  readonly proc: Index<"Proc">;
  readonly pages: number;
}
type Tlb = State["proc"][Index<"Proc">]["tlb"][Index<"Page">];

const { procedure, actor, system } = language<typeof state, Self, null>();

function flush(entry: Tlb): void {
  entry.valid = false;
  entry.write = false;
  entry.dirty = false;
}

const process = procedure("process", "a process, in the order of toy.m", {
  // Given as 0, and 0 again whenever it is idle.
  params: { page: index(Page), child: index(Proc) },
  steps: {
    idle: ({ s, self, local, choose }) => {
      const me = s.proc[self.proc];
      if (!me.alive) return blocked;
      const rule = choose([...rulesOf(indexes(s.page), indexes(s.proc)), exitRule]);
      if (rule.kind === "exit") {
        const isClear = every(me.pte, (p, k) => !p.present && !me.tlb[k].valid);
        if (!isClear || !some(s.proc, (p, q) => q !== self.proc && p.alive)) return blocked;
        me.alive = false;
        return "idle";
      }
      if (rule.kind === "fork") {
        const child = s.proc[rule.child];
        if (child.alive || child.forked) return blocked;
        child.forked = true;
        local.child = rule.child;
        return "fork_copy";
      }
      return access(s, me, rule, local);
    },
    read_fault: ({ s, self, local }) => {
      s.proc[self.proc].pte[local.page].present = true;
      local.page = indexOf(Page, 0);
      return "idle";
    },
    write_fault: ({ s, self, local }) => {
      const page = s.page[local.page];
      if (page.writeback || (s.cleaning && s.cleaned === local.page)) return blocked;
      const me = s.proc[self.proc];
      me.pte[local.page] = { present: true, write: true, dirty: true };
      page.dirty = true;
      flush(me.tlb[local.page]);
      local.page = indexOf(Page, 0);
      return "idle";
    },
    fork_copy: ({ s, self, local }) => {
      const from = s.proc[self.proc].pte[local.page];
      const child = s.proc[local.child];
      child.pte[local.page] = { present: from.present, write: from.write, dirty: false };
      if (local.page < self.pages - 1) {
        local.page = indexOf(Page, local.page + 1);
        return "fork_copy";
      }
      child.alive = true;
      child.forked = false;
      local.page = indexOf(Page, 0);
      local.child = indexOf(Proc, 0);
      return "idle";
    },
    zap_flush: ({ s, self, local }) => {
      flush(s.proc[self.proc].tlb[local.page]);
      local.page = indexOf(Page, 0);
      return "idle";
    },
  },
});

type Access = { readonly kind: "load" | "store" | "zap"; readonly page: Index<"Page"> };
type Rule = Access | { kind: "fork"; child: Index<"Proc"> } | { kind: "exit" };
const exitRule = { kind: "exit" } as const;

function rulesOf(pages: Index<"Page">[], procs: Index<"Proc">[]): Rule[] {
  const accesses = (["load", "store", "zap"] as const).flatMap((kind) =>
    pages.map((page): Rule => ({ kind, page })),
  );
  return [...accesses, ...procs.map((child): Rule => ({ kind: "fork", child }))];
}

function access(
  s: State,
  me: State["proc"][Index<"Proc">],
  { kind, page }: Access,
  local: { page: Index<"Page"> },
) {
  const [pte, tlb] = [me.pte[page], me.tlb[page]];
  if (kind === "load") {
    if (tlb.valid) return blocked;
    if (!pte.present) return faultAt("read_fault");
    me.tlb[page] = { valid: true, write: pte.write, dirty: pte.dirty };
    return "idle";
  }
  if (kind === "zap") {
    if (!pte.present) return blocked;
    if (pte.dirty) s.page[page].dirty = true;
    me.pte[page] = { present: false, write: false, dirty: false };
    return faultAt("zap_flush");
  }
  if (tlb.valid && tlb.write) {
    if (!tlb.dirty && pte.present && pte.write) pte.dirty = true;
    tlb.dirty = true;
  } else {
    if (!pte.present || !pte.write) return faultAt("write_fault");
    pte.dirty = true;
    me.tlb[page] = { valid: true, write: true, dirty: true };
  }
  s.page[page].newer = true;
  return "idle";

  function faultAt<K extends string>(step: K): K {
    local.page = page;
    return step;
  }
}

const tlb_eviction = procedure("tlb_eviction", "the hardware may drop an entry at any time", {
  steps: {
    evict: ({ s, self, choose }) => {
      const entries = s.proc[self.proc].tlb;
      const entry = entries[choose(indexes(entries))];
      if (!entry.valid) return blocked;
      flush(entry);
      return "evict";
    },
  },
});

const writeback = procedure("writeback", "cleans every PTE, then submits", {
  params: { proc: index(Proc) },
  steps: {
    start: ({ s, choose }) => {
      const page = choose(indexes(s.page));
      if (!s.page[page].dirty || s.page[page].writeback) return blocked;
      s.cleaning = true;
      s.cleaned = page;
      return "clean";
    },
    clean: ({ s, local }) => {
      const proc = s.proc[local.proc];
      const pte = proc.pte[s.cleaned];
      pte.write = false;
      pte.dirty = false;
      flush(proc.tlb[s.cleaned]);
      const procs = indexes(s.proc);
      const isLast = local.proc === procs[procs.length - 1];
      local.proc = isLast ? procs[0] : procs[local.proc + 1];
      return isLast ? "submit" : "clean";
    },
    submit: ({ s }) => {
      const page = s.page[s.cleaned];
      page.dirty = false;
      page.newer = false;
      page.writeback = true;
      s.cleaning = false;
      s.cleaned = indexOf(Page, 0);
      return "start";
    },
  },
});

const disk = procedure("disk", "I/O ends at any time", {
  steps: {
    end: ({ s, choose }) => {
      const page = s.page[choose(indexes(s.page))];
      if (!page.writeback) return blocked;
      page.writeback = false;
      return "end";
    },
  },
});

/** The toy with `procs` processes and `pages` pages. */
export function toy(procs: number, pages: number): System<State, Self> {
  const selves = Array.from({ length: procs }, (_, proc) => ({ proc: indexOf(Proc, proc), pages }));
  const [self] = selves;
  const [page, child] = [indexOf(Page, 0), indexOf(Proc, 0)];
  return system({
    name: `toy, ${procs} processes, ${pages} pages`,
    state,
    sizes: { Proc: procs, Page: pages },
    kernel: null,
    actors: [
      ...selves.map((self) =>
        actor(`process ${self.proc}`, process, { self, args: { page, child } }),
      ),
      ...selves.map((self) => actor(`tlb ${self.proc}`, tlb_eviction, { self })),
      actor("writeback", writeback, { self, args: { proc: child } }),
      actor("disk", disk, { self }),
    ],
    initialise: (s) => {
      s.proc[indexOf(Proc, 0)].alive = true;
    },
    // Trivial on purpose, as it is for the other engines.
    properties: [
      {
        id: "trivial",
        over: "states",
        antecedent: () => true,
        holds: ({ s }) => every(s.proc, ({ alive, forked }) => !(alive && forked)),
      },
    ],
  });
}
