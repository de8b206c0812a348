import { scenario } from "./Scenario.ts";

export const cowZap = scenario({
  id: "cow-zap",
  question:
    "May the parent store into a page while a CPU of the child still reads it, as the child throws it away?",
  why: "The child's MADV_DONTNEED drops mapcount, and flushes later. A parent that counts mappings finds itself alone meanwhile, while another thread of the child still has the old translation; the reference goes after the flush.",
  mappings: ["anonymous", "private-file"],
  frames: 5,
  threads: [
    { name: "parent", mm: "parent", cpu: 0, program: ["store", "fork"] },
    { name: "zapper", mm: "child", cpu: 1, program: ["madvise_dontneed"] },
    { name: "reader", mm: "child", cpu: 2, program: ["load"] },
  ],
  asks: ["private-memory-is-own", "refcount-covers-users", "free-frame-is-unreachable"],
  expects: [{ violated: "private-memory-is-own", without: "refcountReuse" }],
});
