import { scenario } from "./Scenario.ts";

export const forcedUffdWp = scenario({
  id: "forced-uffd-wp",
  question: "And while userfaultfd write-protects the page?",
  why: "UFFDIO_WRITEPROTECT takes the mmap_lock for reading, in every release. Who counts references copies the page, and the kernel writes into the old one; a page that is exclusive stays.",
  mappings: ["anonymous-uffd-wp"],
  frames: 4,
  references: 1,
  threads: [
    { name: "writer", mm: "parent", cpu: 0, program: ["proc_mem_write"] },
    { name: "process", mm: "parent", cpu: 1, program: ["load", "store", "uffd_writeprotect"] },
  ],
  asks: ["private-memory-is-own", "refcount-covers-users"],
  expects: [{ violated: "private-memory-is-own", with: "refcountReuse", without: "anonExclusive" }],
});
