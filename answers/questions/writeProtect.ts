import type { Question } from "../Question.ts";
import { walked } from "../walked.ts";
import { idsOfChanges, perMapping } from "../words/index.ts";

const id = "fork-write-protects";
const script = ["parent store", "parent fork", "child store", "parent store"] as const;

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
      const [today, proposed] = [null, id].map(
        (proposal) => walked({ kernel: evidence.newest, mapping, proposal }, script).faults,
      );
      return `${proposed} instead of ${today}`;
    });
    return {
      sentences: [
        lost.length === 0
          ? "It is not needed: no store is lost without it that it would save."
          : `It would save stores: ${idsOfChanges(lost)}.`,
        changes.length === 0
          ? "No verdict changes with it."
          : `With it these verdicts change: ${idsOfChanges(changes)}.`,
        `It costs page faults, where the parent stores, forks, and child and parent store again on ${evidence.newest}: ${faults}.`,
      ],
      limits: [],
    };
  },
};
