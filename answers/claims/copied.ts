import type { Claim } from "../Claim.ts";
import { listed, sentence } from "../words/index.ts";

const law = "writable-implies-dirty";
const cover = "fork-copies-writable-pte";
const mappings = ["write-notify", "shmem"] as const;

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
    const where = isClean.every((so) => so)
      ? "yes, where fork must copy the PTEs of a shared VMA"
      : "not wherever fork must copy the PTEs of a shared VMA";
    const wp =
      uffd.length === 0 ? "" : `; so too for shmem under userfaultfd-wp on ${listed(uffd)}`;
    return {
      isSo: [...isClean, ...isDead.map((so) => !so)],
      sentences: [
        sentence(`${where}${wp}`),
        isDead.every((so) => so)
          ? "Of an ordinary shared mapping it copies no writable PTE: the branch is dead code there."
          : "It does so for an ordinary shared mapping too.",
      ],
    };
  },
};
