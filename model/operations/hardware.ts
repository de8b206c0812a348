import { blocked, indexes } from "../language/index.ts";
import { walkSets } from "../primitives/index.ts";
import { cached, page, procedure } from "../state.ts";

/** A walk that no instruction asked for may set the accessed bit at any time; the dirty bit never. */
export const speculation = procedure("speculation", "the CPU: a speculative page walk", {
  locals: {},
  steps: {
    walk: (c) => {
      const { s, choose } = c;
      const mm = choose(indexes(s.mm));
      const pte = s.mm[mm].pte[page];
      if (!s.mm[mm].mapped || pte.kind === "none" || pte.accessed) return blocked;
      walkSets(c, mm, page, { dirty: false });
      return "walk";
    },
  },
});

/** The device reads the folio at any time while it is under writeback, then ends the I/O. */
export const disk = procedure("disk", "the device; mm/filemap.c: folio_end_writeback()", {
  locals: {},
  steps: {
    read_folio: ({ s }) => {
      if (s.io.phase !== "submitted") return blocked;
      s.io = { phase: "read", latestStore: true, latestGupWrite: true, coversSync: s.syncing };
      return "folio_end_writeback";
    },
    folio_end_writeback: ({ s }) => {
      const { latestStore, latestGupWrite, coversSync } = s.io;
      s.disk = { latestStore, latestGupWrite, coversSync };
      s.io = { phase: "none", latestStore: false, latestGupWrite: false, coversSync: false };
      s.folio[cached].writeback = false;
      return "read_folio";
    },
  },
});
