import { some } from "../model/language/index.ts";
import { get_user_pages } from "../model/operations/index.ts";
import type { Scenario } from "./Scenario.ts";

export const populate: Scenario = {
  id: "populate",
  question: "Does MADV_POPULATE_WRITE leave its page dirty?",
  why: "A thread populates for reading and for writing and stores, and another zaps. On 5.12 it stands for that kernel with the series of the mail applied.",
  mappings: ["write-notify", "shmem"],
  switches: { madvPopulate: true },
  threads: [
    {
      name: "populator",
      mm: "parent",
      cpu: 0,
      program: ["madvise_populate_read", "madvise_populate_write", "store"],
    },
    { name: "zapper", mm: "parent", cpu: 1, program: ["madvise_dontneed"] },
  ],
  asks: ["populate-write-dirties", "write-notify", "no-lost-store", "mapcount-is-present-ptes"],
  expects: [
    { violated: "write-notify", without: "mkwriteHoldsLock" },
    { violated: "no-lost-store", without: "delayRmap", mappings: ["write-notify"] },
  ],
  covers: [
    {
      id: "populate-finds-writable",
      what: "MADV_POPULATE_WRITE finds a writable PTE without a fault",
      expected: "reached",
      reached: ({ s, actors }) =>
        some(actors, (actor) => actor.at(get_user_pages, "follow_page_pte")) &&
        some(s.mm, ({ pte }) => some(pte, (entry) => entry.kind === "present" && entry.write)),
    },
  ],
};
