import type { Bug } from "./Bug.ts";

export const forkUnderVmaLock: Bug = {
  id: "fork-under-vma-lock",
  what: "Fork write-protects a page and has yet to flush. A fault that holds the VMA's lock alone copies the page meanwhile, while another thread stores into the old one through a translation of before. The store is lost to the process, and the child sees it.",
  scenario: "fork-vma-lock",
  mapping: "anonymous",
  breaks: "private-memory-is-own",
  refuted: "6.4",
  holds: "6.5",
  fix: {
    commit: "fb49c455323f",
    title: "fork: lock VMAs of the parent process when forking, again",
    rule: "forkLocksVmas",
  },
  told: "Reports of memory corruption on 6.4, July 2023; the commit's text. 6.4.3 has the fix too.",
};
