import type { Question } from "../Question.ts";
import { forcedWriteFindsDirty, populateFinds } from "../seen/index.ts";
import { listed, perMapping, sentence } from "../words/index.ts";

const law = "populate-write-dirties";
const forced = { scenario: "dirty-cow", mapping: "private-file-ro" } as const;

/** The three cases of the mail in which the page was faulted in before. */
export const cases: Question = {
  asked:
    "1. Page faulted in writable. The page should already be dirty (otherwise we would be in trouble I guess). 2. Page faulted in readable. handle_mm_fault() will fault it in writable and set the page dirty. 3. Page faulted in readable and we have FOLL_FORCE.",
  needs: [
    {
      scenario: "populate",
      mappings: ["write-notify", "shmem"],
      laws: [law, "no-lost-store"],
      observes: populateFinds.map(({ occurs }) => occurs),
    },
    {
      scenario: forced.scenario,
      mappings: [forced.mapping],
      laws: ["private-stores-stay-private", "writable-needs-vm-write"],
      observes: [forcedWriteFindsDirty],
    },
  ],
  commands: [
    `check populate -i ${law}`,
    "check dirty-cow -i private-stores-stay-private,writable-needs-vm-write",
  ],
  answer: (evidence) => ({
    sentences: [
      sentence(
        `case 1: ${perMapping(["write-notify", "shmem"], (mapping) => {
          const met = populateFinds.filter(
            ({ occurs: { id: property } }) =>
              evidence.kernelsWith("violated", { scenario: "populate", mapping, property }).length >
              0,
          );
          return `it finds ${listed(met.map(({ finds }) => finds))}`;
        })}`,
      ),
      sentence(
        `${perMapping(["shmem"], () =>
          evidence.says(
            { scenario: "populate", mapping: "shmem", property: "no-lost-store" },
            {
              holds: "that is no trouble: no store is lost",
              violated: "that is trouble: a store is lost",
            },
          ),
        )}`,
      ),
      sentence(
        `cases 1 and 2, and a page that was not faulted in: ${perMapping(
          ["write-notify", "shmem"],
          (mapping) =>
            evidence.says(
              { scenario: "populate", mapping, property: law },
              { holds: "it is dirty afterwards", violated: "it may be clean afterwards" },
            ),
        )}`,
      ),
      sentence(
        `case 3, a forced write to a private mapping that is read-only: ${evidence.saysAll([
          {
            ...forced,
            property: forcedWriteFindsDirty.id,
            texts: {
              holds: "the PTE that it finds is dirty",
              violated: "the PTE that it finds may be clean",
            },
          },
          {
            ...forced,
            property: "private-stores-stay-private",
            texts: {
              holds: "it writes a copy of the mm's own, never the file's page",
              violated: "it may write the file's page",
            },
          },
          {
            ...forced,
            property: "writable-needs-vm-write",
            texts: {
              holds: "the PTE stays read-only",
              violated: "the PTE becomes writable",
            },
          },
        ])}`,
      ),
    ],
    limits: [
      "FOLL_FORCE with MADV_POPULATE_WRITE, which does not set it (mm/gup.c: faultin_vma_page_range()); here it is a write to /proc/self/mem. A shared mapping without VM_WRITE refuses it with -EFAULT (mm/gup.c: check_vma_flags()).",
    ],
  }),
};
