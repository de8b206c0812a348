import type { Question } from "../Question.ts";
import { exitText, perMapping, sentence } from "../words/index.ts";
import { spoiled } from "./why.ts";

const proposal = "no-foll-touch";
const law = "populate-write-dirties";

/** Option b) of the mail: a FOLL_ACCESSED that does not dirty. */
export const options: Question = {
  asked:
    "b) Introduce FOLL_ACCESSED which won't do the dirtying. But then, the pages are already dirty as explained above, so there isn't a real observable change.",
  needs: [{ scenario: "populate", mappings: ["write-notify", "shmem"], laws: [law], proposal }],
  commands: [`check populate -m shmem -i ${law} -p ${proposal}`],
  answer: (evidence) => ({
    sentences: [
      sentence(
        perMapping(["write-notify", "shmem"], (mapping) =>
          evidence.says(
            { scenario: "populate", mapping, property: law, proposal },
            {
              holds: "that is so: the page is dirty all the same",
              violated: `it is not so: where ${spoiled(evidence)} is found, the page would stay clean`,
            },
          ),
        ),
      ),
      ...exitText(law, spoiled(evidence) !== ""),
    ],
    limits: [
      "mark_page_accessed(), by which b) differs from a): both are checked as a). Nor reclaim: “the mm can drop undirtied hole pages behind our back” (mm/shmem.c: shmem_recalc_inode()), so a populated page that stays clean may be gone before it is used.",
    ],
  }),
};
