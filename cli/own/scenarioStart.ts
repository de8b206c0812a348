/** What `npx ptecheck init scenario` writes: JavaScript as well as TypeScript. */
export const scenarioStart = (
  id: string,
): string => `// A scenario: a small closed system, and what is asked of it. Check it with
//   npx ptecheck check <this file>
// An editor shows what fits where ptecheck is installed beside it (npm install).
import { scenario } from "ptecheck";
import { every } from "ptecheck/language";
import { cached, page, pte_none } from "ptecheck/model";

export default scenario({
  id: "${id}",
  question: "Does fsync() cover a store that raced with a zap before it?",
  why: "The zap moves the dirty bit to the folio; the other thread may store at any time until the flush.",
  // Files with write notification (ext4, XFS), "shmem", or "shmem-uffd-wp".
  mappings: ["write-notify"],
  // It is checked on 5.12, 6.1 and 6.12, or on what --kernel names; from some release on: since: "5.14",
  threads: [
    // Each thread does the operations of its program over and over, in any order. There is one page, and
    // who stores, zaps or syncs does so to it. Others are: load, fork, munmap, gup_write,
    // madvise_populate_read, madvise_populate_write. Fewer operations are fewer states.
    { name: "storer", mm: "parent", cpu: 0, program: ["store"] },
    { name: "syncer", mm: "parent", cpu: 1, program: ["madvise_dontneed", "fsync"] },
    // The flusher, the disk and the hardware are there without being named.
  ],
  // Invariants by their ids, which npx ptecheck list shows. What is asked must hold ...
  asks: ["fsync-durable", "tag-follows-dirty"],
  // ... unless it is expected to be violated: then a run without a violation is no success. Here, on kernels
  // without the rule delayRmap, which came with 6.2. npx ptecheck kernels shows the rules.
  expects: [{ violated: "fsync-durable", without: "delayRmap" }],
  // States that must be reachable, else the answer is empty; or that must never be.
  covers: [
    {
      id: "only-the-folio-knows",
      what: "no PTE maps the page any more, and PG_dirty is set",
      expected: "reached",
      // s is the whole state; some() and every() ask of each mm, each CPU's TLB, each actor.
      reached: ({ s }) => every(s.mm, ({ pte }) => pte_none(pte[page])) && s.folio[cached].dirty,
    },
  ],
});
`;
