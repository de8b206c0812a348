import type { Claim } from "../Claim.ts";
import { firstStore } from "../firstStore.ts";
import { perMapping, sentence } from "../words/index.ts";

const mappings = ["write-notify", "shmem"] as const;

/** That there is nothing else to it. */
export const magic: Claim = {
  claim: "There is no other magic",
  judge: (evidence) => ({
    isSo: mappings.flatMap((mapping) =>
      evidence.kernels.map((kernel) => !firstStore(kernel, mapping).isBySilentHardware),
    ),
    sentences: [
      sentence(
        perMapping(mappings, (mapping) =>
          evidence.perKernel((kernel) =>
            firstStore(kernel, mapping).isBySilentHardware
              ? "there is: the child's first store makes the CPU set the PTE's dirty bit, without a fault"
              : "there is none: the child's first store takes a fault",
          ),
        ),
      ),
    ],
  }),
};
