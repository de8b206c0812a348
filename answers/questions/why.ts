import type { Evidence } from "../Evidence.ts";
import type { Question } from "../Question.ts";
import { populateFinds } from "../seen/index.ts";
import { exitText, listed, perMapping, sentence } from "../words/index.ts";

const proposal = "no-foll-touch";
const law = "populate-write-dirties";

/** For what MADV_POPULATE_WRITE needs FOLL_TOUCH, and for what it does not. */
export const why: Question = {
  asked: "Any thoughts why populate_vma_page_range() does it?",
  needs: [
    { scenario: "populate", mappings: ["write-notify", "shmem"], laws: [law], proposal },
    {
      scenario: "populate",
      mappings: ["shmem"],
      laws: [],
      observes: populateFinds.map(({ dirties }) => dirties),
      proposal,
    },
  ],
  commands: [`check populate -i ${law} -p ${proposal}`],
  answer: (evidence) => ({
    sentences: [
      sentence(
        `what it does for MADV_POPULATE_WRITE: ${perMapping(["write-notify", "shmem"], (mapping) =>
          evidence.says(
            { scenario: "populate", mapping, property: law, proposal },
            {
              holds: "nothing, as the write fault has dirtied the page already",
              violated: `it dirties the page where ${spoiled(evidence)} is found, which needs no fault any more`,
            },
          ),
        )}`,
      ),
      ...exitText(law, spoiled(evidence) !== ""),
    ],
    limits: [
      "mlock() and MAP_POPULATE. populate_vma_page_range() sets FOLL_WRITE for private writable mappings only (mm/gup.c), so it marks no shared page dirty: there FOLL_TOUCH is mark_page_accessed() alone.",
    ],
  }),
};

/** The cases after which a page of shmem is clean without FOLL_TOUCH, on any kernel. */
export function spoiled(evidence: Evidence): string {
  const found = populateFinds.filter(
    ({ dirties: { id: property } }) =>
      evidence.kernelsWith("violated", {
        scenario: "populate",
        mapping: "shmem",
        property,
        proposal,
      }).length > 0,
  );
  return listed(found.map(({ finds }) => finds));
}
