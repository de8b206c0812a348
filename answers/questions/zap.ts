import { rules } from "../../model/kernels/index.ts";
import type { Evidence } from "../Evidence.ts";
import type { Question } from "../Question.ts";
import { listed, sentence } from "../words/index.ts";

const lost = {
  scenario: "zap-race",
  mapping: "write-notify",
  property: "no-lost-store",
} as const;

/** Whether syncing the dirty bit is enough. */
export const zap: Question = {
  asked: "I can spot that even zap_pte_range() will sync the dirty flag back to the page.",
  needs: [
    {
      scenario: "zap-race",
      mappings: ["write-notify"],
      laws: ["no-lost-store"],
      proposal: "flush-before-rmap",
    },
    { scenario: "zap-fsync", mappings: ["write-notify"], laws: ["fsync-durable"] },
  ],
  commands: [
    "check zap-race zap-fsync -m write-notify -i no-lost-store",
    "check zap-fsync -i fsync-durable",
    "check zap-race -k 5.12,6.1 -p flush-before-rmap",
  ],
  answer: (evidence) => ({
    sentences: [
      sentence(
        evidence.says(lost, {
          holds: "that is enough for a PTE-mapped page",
          violated: "that is not enough: a store that races with zap and writeback is lost",
        }),
      ),
      sentence(
        evidence.says(
          { ...lost, scenario: "zap-fsync", property: "fsync-durable" },
          {
            holds: "fsync() keeps its promise there",
            violated: "even fsync() returns without a store that was complete before it",
          },
        ),
      ),
      cause(evidence),
    ],
    limits: [
      "pages mapped by a PMD. zap_huge_pmd() removes the rmap first and flushes later in 6.1 and in 6.12 (mm/huge_memory.c); that order, in zap_pte_range(), is what loses the store above.",
    ],
  }),
};

/** Is it the order of rmap and flush alone? */
function cause(evidence: Evidence): string {
  const broken = evidence.kernelsWith("violated", lost);
  const fixed = evidence.kernelsWith("holds", { ...lost, proposal: "flush-before-rmap" });
  const isCause = broken.length > 0 && broken.every((kernel) => fixed.includes(kernel));
  const { since, meaning, source, commit } = rules.delayRmap;
  return isCause
    ? `One change makes the difference: since ${since} ${meaning} (${source}; ${commit}). With that alone nothing is lost on ${listed(broken)} either.`
    : "The order of rmap and flush alone does not explain it.";
}
