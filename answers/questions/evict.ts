import type { Question } from "../Question.ts";
import { writebackKeepsMappings } from "../seen/index.ts";
import { perMapping, sentence } from "../words/index.ts";

const asked = { scenario: "zap-race", mapping: "write-notify" } as const;

/** What writeback does to PTEs, and what reclaim does. */
export const evict: Question = {
  asked:
    "When evicting/writeback'ing file pages, we'll have go over the rmap and zap all entries of any page tables either way; it's sufficient if one PTE entry is dirty.",
  needs: [
    {
      scenario: "zap-race",
      mappings: ["write-notify"],
      laws: ["mkclean-complete"],
      observes: [writebackKeepsMappings],
    },
    { scenario: "fork-race", mappings: ["write-notify", "shmem"], laws: ["no-lost-store"] },
  ],
  commands: [
    "check zap-race -m write-notify -i mkclean-complete",
    "check fork-race -i no-lost-store",
  ],
  answer: (evidence) => ({
    sentences: [
      sentence(
        `these are two things: ${evidence.says(
          { ...asked, property: writebackKeepsMappings.id },
          {
            holds: "writeback zaps no entry, it makes each read-only and clean where it is",
            violated: "writeback takes mappings away",
          },
        )}`,
      ),
      sentence(
        evidence.says(
          { ...asked, property: "mkclean-complete" },
          {
            holds: "no CPU can store unseen from then until the folio lock is dropped",
            violated:
              "it misses the TLB entry of a zap that has dropped the rmap and not flushed yet",
          },
        ),
      ),
      sentence(
        perMapping(["write-notify", "shmem"], (mapping) =>
          evidence.says(
            { scenario: "fork-race", mapping, property: "no-lost-store" },
            {
              holds: "one dirty entry is sufficient where fork cleans its copies: no store is lost",
              violated:
                "one dirty entry is not sufficient where fork cleans its copies: a store is lost",
            },
          ),
        ),
      ),
    ],
    limits: [
      "reclaim, which does zap them all and moves each dirty bit to the page (mm/rmap.c: try_to_unmap_one()); it flushes before it writes (mm/vmscan.c: try_to_unmap_flush_dirty()).",
    ],
  }),
};
