import type { Question } from "../Question.ts";
import { populateLeavesYoung } from "../seen/index.ts";
import { idsOfChanges, perMapping, sentence } from "../words/index.ts";

const proposal = "no-foll-touch";
const laws = ["no-lost-store", "write-notify"];

/** Option a) of the mail: populate without FOLL_TOUCH. */
export const touch: Question = {
  asked:
    "Is it safe to *not* set it [FOLL_TOUCH]? IOW, fault something writable into a page table (where the CPU could dirty it without additional page faults) without marking it accessed?",
  needs: [
    {
      scenario: "populate",
      mappings: ["write-notify", "shmem"],
      laws,
      observes: [populateLeavesYoung],
      proposal,
    },
  ],
  commands: [`check populate -i ${laws.join(",")} -p ${proposal}`],
  answer: (evidence) => {
    const changes = evidence
      .changedBy(proposal)
      .filter(({ row }) => row.scenario === "populate" && laws.includes(row.property));
    return {
      sentences: [
        changes.length === 0
          ? "Yes, as far as data goes: without FOLL_TOUCH no store is lost that is not lost with it, and write notification is as sound as with it. A page that was only populated holds no store yet, and the CPU's first one sets the PTE's dirty bit."
          : `No: without FOLL_TOUCH these verdicts change: ${idsOfChanges(changes)}.`,
        sentence(
          perMapping(["write-notify", "shmem"], (mapping) =>
            evidence.says(
              { scenario: "populate", mapping, property: populateLeavesYoung.id, proposal },
              {
                holds:
                  "the PTE is young without it too, as the fault that installs it sets that bit",
                violated: "the PTE may be old without it",
              },
            ),
          ),
        ),
      ],
      limits: [
        "mark_page_accessed(), the other half of FOLL_TOUCH, which marks the page and not the PTE, and reclaim, which asks for it (mm/gup.c: follow_page_pte(); mm/swap.c; mm/vmscan.c): whether the page is evicted earlier without it is not answered here.",
      ],
    };
  },
};
