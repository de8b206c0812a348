import type { MappingName } from "../../model/mappings/index.ts";
import { copiedAtFork } from "../copiedAtFork.ts";
import type { Evidence } from "../Evidence.ts";
import type { Question } from "../Question.ts";
import { perMapping, sentence } from "../words/index.ts";
import { everyFork } from "./everyFork.ts";

const cover = "fork-copies-writable-pte";
const law = "writable-implies-dirty";

/** Where fork marks a PTE clean that stays writable. */
export const branch: Question = {
  asked:
    "I think there are cases for shared mappings where we can have pte_write() but not pte_dirty(). One example seems to be mm/memory.c:copy_present_pte(), used during fork.",
  ...everyFork(law),
  answer: (evidence) => ({
    sentences: [
      sentence(
        `an ordinary shared mapping: ${perMapping(["write-notify", "shmem"], (mapping) => ordinary(evidence, mapping))}`,
      ),
      sentence(
        `where fork must copy, ${perMapping(["write-notify", "shmem"], (mapping) => copied(evidence, mapping))}`,
      ),
      sentence(uffd(evidence)),
    ],
    limits: [copiedAtFork],
  }),
};

/** An ordinary shared mapping: does fork copy its PTEs at all, and can one be writable and clean anyway? */
function ordinary(evidence: Evidence, mapping: MappingName): string {
  const asked = { scenario: "fork-shared", mapping };
  return evidence.saysAll([
    {
      ...asked,
      property: cover,
      texts: { never: "fork copies no writable PTE", reached: "fork copies writable PTEs" },
    },
    {
      ...asked,
      property: law,
      texts: {
        holds: "none is ever writable but clean",
        violated: "one may be writable but clean all the same, by a read fault",
      },
    },
  ]);
}

function copied(evidence: Evidence, mapping: MappingName): string {
  const asked = { scenario: "fork-copied", mapping };
  return evidence.saysAll([
    {
      ...asked,
      property: cover,
      texts: { reached: "the branch is reached", vacuous: "the branch is not reached" },
    },
    {
      ...asked,
      property: law,
      texts: {
        violated: "the child's PTE may then be writable but clean",
        holds: "no PTE is writable but clean",
      },
    },
  ]);
}

function uffd(evidence: Evidence): string {
  const asked = { scenario: "fork-uffd-wp", mapping: "shmem-uffd-wp" } as const;
  return evidence.saysAll([
    {
      ...asked,
      property: cover,
      texts: {
        reached: "fork copies shmem under userfaultfd-wp",
        vacuous: "fork copies no shmem under userfaultfd-wp",
      },
    },
    {
      ...asked,
      property: law,
      texts: {
        violated: "its PTEs may be writable but clean",
        holds: "none of its PTEs is writable but clean",
      },
    },
  ]);
}
