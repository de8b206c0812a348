import type { Proposal } from "../Proposal.ts";

/** Models of shared files that are broken as kernels once were: a rule is taken back. */
export const asBefore: readonly Proposal[] = [
  {
    id: "mkwrite-drops-lock",
    what: "page_mkwrite returns without the folio lock (until 2.6.29)",
    why: "Writeback uses up what it reserved, before the PTE is writable.",
    breaks: [
      {
        scenario: "mkwrite-race",
        mapping: "write-notify-delalloc",
        laws: ["write-notify", "fs-knows-writable"],
      },
    ],
    switches: { mkwriteHoldsLock: false },
  },
  {
    id: "longterm-write-allowed",
    what: "a device may pin a shared file's page for long and for writing (until 6.4)",
    why: "Writeback cleans the page and uses up its blocks, and then the device marks it dirty.",
    breaks: [
      {
        scenario: "longterm-write",
        mapping: "write-notify-delalloc",
        laws: ["fs-knows-dirty"],
      },
    ],
    switches: { longtermWriteRefused: false },
  },
  {
    id: "zap-unlocks-before-flush",
    what: "zap drops the page-table lock before it flushes the TLB (until 3.14)",
    why: "folio_mkclean() takes the lock, finds the PTE none, and does not know of the CPU that still stores.",
    breaks: [{ scenario: "zap-race", mapping: "shmem", kernel: "6.1", laws: ["none-is-flushed"] }],
    switches: { forceFlush: false },
  },
  {
    id: "mkclean-peeks",
    what: "folio_mkclean() passes a PTE that looks none, without the page-table lock (until 2.6.26)",
    why: "A zap has cleared it and is yet to flush: the CPU goes on storing into a page that writeback takes for clean.",
    breaks: [
      {
        scenario: "zap-race",
        mapping: "write-notify",
        laws: ["no-lost-store", "mkclean-complete"],
      },
    ],
    switches: { mkcleanWaits: false },
  },
];
