import type { Question } from "../Question.ts";
import { forkCopiesUncached } from "../seen/index.ts";
import { idsOfChanges, perMapping, sentence } from "../words/index.ts";

const id = "fork-keeps-accessed";

/** The accessed bit of the child's PTE. */
export const old: Question = {
  asked:
    "(Similarly, we do an pte_mkold() without revoking any protection, meaning we won't catch read accesses.)",
  needs: [
    {
      scenario: "fork-copied",
      mappings: ["write-notify", "shmem"],
      laws: ["no-lost-store", "fork-keeps-dirty"],
      proposal: id,
      isNewestOnly: true,
    },
    {
      scenario: "fork-copied",
      mappings: ["write-notify", "shmem"],
      laws: [],
      observes: [forkCopiesUncached],
    },
  ],
  commands: [`check fork-copied -p ${id}`],
  answer: (evidence) => {
    const changes = evidence.changedBy(id);
    return {
      sentences: [
        sentence(
          perMapping(["write-notify", "shmem"], (mapping) =>
            evidence.says(
              { scenario: "fork-copied", mapping, property: forkCopiesUncached.id },
              {
                holds:
                  "there is nothing to revoke: no TLB holds a translation of the child when its PTE is made old, so its first read walks and sets the bit again",
                violated: "a TLB may hold a translation of the child when its PTE is made old",
              },
            ),
          ),
        ),
        changes.length === 0
          ? `With the bit kept (on ${evidence.newest}) no verdict changes: no law here rests on it.`
          : `With the bit kept these verdicts change: ${idsOfChanges(changes)}.`,
      ],
      limits: ["reclaim, for which the bit is a hint (mm/rmap.c: folio_referenced_one())."],
    };
  },
};
