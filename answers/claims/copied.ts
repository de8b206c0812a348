import type { Claim } from "../Claim.ts";
import { listed, sentence } from "../words/index.ts";

const law = "writable-implies-dirty";
const cover = "fork-copies-writable-pte";
const mappings = ["write-notify", "shmem"] as const;

/** Of which shared mappings fork copies PTEs on every kernel. */
const copiedVmas = "one with VM_PFNMAP, VM_MIXEDMAP or an anon_vma";

/** That there are such cases at all. */
export const copied: Claim = {
  claim: "Fork may leave the child's PTE writable but clean",
  judge: (evidence) => {
    const isDead = mappings.map((mapping) =>
      evidence.isAlways("never", { scenario: "fork-shared", mapping, property: cover }),
    );
    const isClean = mappings.map((mapping) =>
      evidence.isAlways("violated", { scenario: "fork-copied", mapping, property: law }),
    );
    const uffd = evidence.kernelsWith("violated", {
      scenario: "fork-uffd-wp",
      mapping: "shmem-uffd-wp",
      property: law,
    });
    const where = isClean.every((so) => so) ? "yes, where" : "not wherever";
    const wp =
      uffd.length === 0
        ? ""
        : `; on ${listed(uffd)} also shmem under userfaultfd-wp with UFFD_FEATURE_EVENT_FORK`;
    return {
      isSo: [...isClean, ...isDead.map((so) => !so)],
      sentences: [
        sentence(
          `${where} it copies the PTEs of a shared VMA: ${copiedVmas}${wp} (mm/memory.c: vma_needs_copy())`,
        ),
        isDead.every((so) => so)
          ? "Of an ordinary one it copies no writable PTE: the branch is dead there."
          : "Of an ordinary one it copies writable PTEs too.",
      ],
    };
  },
};
