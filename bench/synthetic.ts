import {
  array,
  bool,
  call,
  count,
  domain,
  type Index,
  index,
  indexes,
  language,
  lock,
  must,
  range,
  record,
  type System,
  some,
  union,
  update,
  waitUntil,
} from "../model/language/index.ts";

// An actor of many operations, each with calls three deep: what compiling costs when the model grows.

const Page = domain("Page");
const Frame = domain("Frame");
const Actor = domain("Actor");

const state = {
  entry: array(
    Page,
    union({
      none: {},
      present: { frame: index(Frame), write: bool, dirty: bool },
      swap: { slot: range(4), exclusive: bool },
    }),
  ),
  frame: array(Frame, record({ refcount: range(6), mapcount: range(4), dirty: bool })),
  lock: lock(Actor),
};

interface Self {
  readonly id: Index<"Actor">;
}

const { procedure, actor, system } = language<typeof state, Self, null>();

const drop = procedure("drop", "the innermost call: gives a frame back", {
  params: { at: index(Frame) },
  locals: { wasDirty: bool },
  steps: {
    look: ({ s, local }) => {
      local.wasDirty = s.frame[local.at].dirty;
      return "drop_map";
    },
    drop_map: ({ s, local }) => {
      if (s.frame[local.at].mapcount === 0) return "done";
      update(s.frame[local.at], "mapcount", (value) => value - 1);
      return local.wasDirty ? "clean" : "done";
    },
    clean: ({ s, local }) => {
      s.frame[local.at].dirty = false;
      return "done";
    },
  },
});

const change = procedure("change", "the middle call: changes one entry under the lock", {
  params: { page: index(Page), kind: range(4) },
  locals: { held: bool },
  steps: {
    take: ({ s, self }) => {
      waitUntil(s.lock === null);
      s.lock = self.id;
      return "change";
    },
    change: ({ s, local }) => {
      const entry = s.entry[local.page];
      local.held = entry.kind === "present";
      if (entry.kind !== "present") {
        const frame = indexes(s.frame)[local.kind % indexes(s.frame).length];
        s.entry[local.page] = { kind: "present", frame, write: local.kind > 1, dirty: false };
        s.frame[frame].mapcount = count(
          s.entry,
          (other) => other.kind === "present" && other.frame === frame,
        );
        return "give";
      }
      if (entry.write) entry.dirty = true;
      const { frame } = entry;
      s.entry[local.page] = { kind: "swap", slot: local.kind, exclusive: entry.dirty };
      return call(drop, { at: frame }, "give");
    },
    give: ({ s, self }) => {
      must(s.lock === self.id, "the lock is given back by who holds it");
      s.lock = null;
      return "done";
    },
  },
});

/** The outer call: one operation on every page. Each is a procedure of its own. */
function operation(at: number) {
  return procedure(`operation_${at}`, "the outer call: one operation on every page", {
    locals: { page: index(Page) },
    steps: {
      start: ({ s, local }) => {
        local.page = indexes(s.entry)[0];
        return "each";
      },
      each: ({ local }) => call(change, { page: local.page, kind: at % 4 }, "next"),
      next: ({ s, local }) => {
        const pages = indexes(s.entry);
        if (local.page === pages[pages.length - 1]) return "done";
        local.page = pages[local.page + 1];
        return some(s.entry, ({ kind }) => kind === "none") ? "each" : "start";
      },
    },
  });
}

/** Two actors, each with so many operations. */
export function synthetic(size: number): System<unknown> {
  const operations = Array.from({ length: size }, (_, at) => operation(at));
  const thread = procedure("thread", "chooses", {
    steps: {
      next: ({ choose }) => call(choose(operations), {}, "next"),
    },
  });
  return system({
    name: `synthetic, ${size} operations, calls three deep`,
    state,
    sizes: { Page: 3, Frame: 3, Actor: 2 },
    kernel: null,
    actors: [0, 1].map((id) =>
      actor(`thread ${id}`, thread, { self: { id: id as Index<"Actor"> } }),
    ),
  }) as System<unknown>;
}
