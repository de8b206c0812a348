import type { Bug } from "./Bug.ts";

export const zapUnflushed: Bug = {
  id: "zap-unflushed",
  what: "Zap clears a dirty PTE and drops the page-table lock, and flushes the TLB only at its end. Writeback takes the lock, finds the PTE none, and takes the page for clean, while another CPU still stores into it.",
  scenario: "zap-race",
  mapping: "shmem",
  breaks: "none-is-flushed",
  refuted: "3.14",
  holds: "3.15",
  fix: {
    commit: "1cf35d47712d",
    title: "mm: split 'tlb_flush_mmu()' into tlb flushing and memory freeing parts",
    rule: "forceFlush",
  },
  told: "The commit's text.",
};
