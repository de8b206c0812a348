import type { MappingName } from "../../model/mappings/index.ts";
import type { Evidence } from "../Evidence.ts";
import { firstStore } from "../firstStore.ts";
import type { Question } from "../Question.ts";
import { perMapping, sentence } from "../words/index.ts";

/** Who sets the dirty bit of a PTE that is writable already. */
export const writeFault: Question = {
  asked:
    "IIUC, this means that the child process can write to these pages, but won't mark the PTEs dirty -- as there won't be a write fault.",
  needs: [
    {
      scenario: "fork-copied",
      mappings: ["write-notify", "shmem"],
      laws: ["no-lost-store"],
      proposal: "no-hardware-dirty",
      isNewestOnly: true,
    },
    { scenario: "gup-write", mappings: ["write-notify", "shmem"], laws: ["no-lost-store"] },
  ],
  commands: ["check fork-copied -p no-hardware-dirty", "check gup-write -i no-lost-store"],
  answer: (evidence) => ({
    sentences: [
      sentence(
        perMapping(["write-notify", "shmem"], (mapping) => firstStoreText(evidence, mapping)),
      ),
      sentence(
        `where hardware sets no dirty bit (arm64 without DBM), ${perMapping(
          ["write-notify", "shmem"],
          (mapping) => withoutHardware(evidence, mapping),
        )}`,
      ),
      sentence(
        `a write through a reference of get_user_pages() passes no PTE: ${perMapping(
          ["write-notify", "shmem"],
          (mapping) =>
            evidence.says(
              { scenario: "gup-write", mapping, property: "no-lost-store" },
              {
                holds:
                  "none is lost, as its user marks the page dirty when it gives the reference back",
                violated: "one can be lost",
              },
            ),
        )}`,
      ),
    ],
    limits: [
      "buffers of a file system. ext4 clears PG_dirty of a folio that has none, since it was dirtied behind the file system's back, and writes nothing (fs/ext4/inode.c: mpage_prepare_extent_to_map(), 6.1 and 6.12): there a write through a reference can be lost.",
    ],
  }),
};

function firstStoreText(evidence: Evidence, mapping: MappingName): string {
  return evidence.perKernel((kernel) => {
    const { lastFaults, isChildDirty } = firstStore(kernel, mapping);
    return `the child's first store takes ${faultText(lastFaults)}, and ${isChildDirty ? "its PTE is dirty after it: the hardware sets the bit" : "its PTE is clean after it"}`;
  });
}

/** The same on a machine whose hardware does not set the bit. */
function withoutHardware(evidence: Evidence, mapping: MappingName): string {
  const proposal = "no-hardware-dirty";
  const { lastFaults, isChildDirty } = firstStore(evidence.newest, mapping, proposal);
  return evidence.says(
    { scenario: "fork-copied", mapping, property: "no-lost-store", proposal },
    {
      holds: `it takes ${faultText(lastFaults)}, after which the PTE is ${isChildDirty ? "dirty" : "clean"}, and no store is lost`,
      violated: `it takes ${faultText(lastFaults)}, and a store is lost`,
    },
  );
}

function faultText(faults: number): string {
  return faults === 0 ? "no fault" : `${faults} fault${faults === 1 ? "" : "s"}`;
}
