import { faultsOf } from "../faultsOf.ts";
import type { Question } from "../Question.ts";
import { idsOfChanges, perMapping } from "../words/index.ts";

const id = "fork-write-protects";

/** What the mail would have expected of fork. */
export const writeProtect: Question = {
  asked: "I'd assume we'd need pte_mkclean(pte_wrprotect(pte)), but I'm fairly new to that code.",
  needs: [
    {
      scenario: "fork-copied",
      mappings: ["write-notify", "shmem"],
      laws: ["writable-implies-dirty", "no-lost-store", "fork-keeps-dirty"],
      proposal: id,
    },
    {
      scenario: "fork-uffd-wp",
      mappings: ["shmem-uffd-wp"],
      laws: ["writable-implies-dirty", "no-lost-store", "fork-keeps-dirty"],
      proposal: id,
    },
  ],
  commands: [`check fork-copied fork-uffd-wp -p ${id}`],
  answer: (evidence) => {
    const changes = evidence.changedBy(id);
    const lost = changes.filter(({ row }) => row.property === "no-lost-store");
    const faults = perMapping(["write-notify", "shmem"], (mapping) => {
      const [today, proposed] = [null, id].map((proposal) =>
        faultsOf("fork-copied", evidence.newest, mapping, proposal),
      );
      return `${today} → ${proposed}`;
    });
    return {
      sentences: [
        lost.length === 0
          ? "It is not needed: no store is lost without it that it would save."
          : `It would save stores: ${idsOfChanges(lost)}.`,
        changes.length === 0
          ? "No verdict changes with it."
          : `With it these verdicts change: ${idsOfChanges(changes)}.`,
        `It costs page faults, in one run of fork-copied on ${evidence.newest}, where parent and child load and store: ${faults}.`,
      ],
      limits: [],
    };
  },
};
