import type { Claim } from "../Claim.ts";
import { sentence } from "../words/index.ts";

const property = "no-lost-store";

const forks = [
  { scenario: "fork-copied", mapping: "write-notify", property },
  { scenario: "fork-copied", mapping: "shmem", property },
  { scenario: "fork-race", mapping: "write-notify", property },
  { scenario: "fork-race", mapping: "shmem", property },
  { scenario: "fork-uffd-wp", mapping: "shmem-uffd-wp", property },
] as const;

const zapped = { scenario: "zap-race", mapping: "write-notify", property } as const;

/** That no store is lost. */
export const synced: Claim = {
  claim: "The rmap walk and zap_pte_range() bring the dirty bit back: nothing is lost",
  judge: (evidence) => {
    const isKept = forks.map((asked) => evidence.isAlways("holds", asked));
    return {
      isSo: [...isKept, evidence.isAlways("holds", zapped)],
      sentences: [
        isKept.every((so) => so)
          ? "By fork's cleaning nothing is lost, of any mapping on any kernel here."
          : "By fork's cleaning a store can be lost.",
        sentence(
          evidence.says(zapped, {
            holds: "it loses nothing either",
            violated:
              "zap of a PTE-mapped file page can lose a store, as it drops the rmap before it flushes",
          }),
        ),
      ],
    };
  },
};
