import { procedure } from "../current.ts";
import { blocked, indexes, waitUntil } from "../language/index.ts";
import { pte_none, pte_offset_map, walkSets } from "../primitives/index.ts";
import { type Mm, mmName } from "../state/index.ts";

/** A walk that no instruction asked for may set the accessed bit at any time; the dirty bit never. */
export const speculation = procedure("speculation", "the CPU: a speculative page walk", {
  steps: {
    walk: ({ s, vma, choose }) => {
      const mm = choose(indexes(s.mm));
      const pte = pte_offset_map(mm, vma.vm_start);
      if (!s.mm[mm].mapped || pte_none(pte) || pte.accessed) return blocked;
      walkSets(mm, vma.vm_start, { dirty: false });
      return "walk";
    },
  },
  says: {
    walk: ({ chosen: [mm] }) => `sets accessed in ${mmName(mm as Mm)}'s PTE: speculative walk`,
  },
});

/** The device reads the folio at any time while it is under writeback, then ends the I/O. */
export const disk = procedure("disk", "the device; mm/filemap.c: folio_end_writeback()", {
  steps: {
    read_folio: ({ s }) => {
      waitUntil(s.io.phase === "submitted");
      const { io, syncing } = s;
      io.phase = "read";
      io.latestStore = true;
      io.latestGupWrite = true;
      for (const actor of indexes(syncing)) io.coversSync[actor] = syncing[actor];
      return "folio_end_writeback";
    },
    folio_end_writeback: ({ s, folio }) => {
      const { disk, io } = s;
      disk.latestStore = io.latestStore;
      disk.latestGupWrite = io.latestGupWrite;
      io.phase = "none";
      io.latestStore = false;
      io.latestGupWrite = false;
      for (const actor of indexes(io.coversSync)) {
        disk.coversSync[actor] = io.coversSync[actor];
        io.coversSync[actor] = false;
      }
      s.folio[folio].writeback = false;
      return "read_folio";
    },
  },
  says: {
    read_folio: "reads the folio: what memory holds now",
    folio_end_writeback: "folio_end_writeback(): the data is on disk",
  },
});
