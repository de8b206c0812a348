import type { Claim } from "../Claim.ts";
import type { Evidence } from "../Evidence.ts";
import { listed, nameOfMapping, sentence } from "../words/index.ts";

const property = "no-lost-store";

const forks = [
  { scenario: "fork-copied", mapping: "write-notify", property },
  { scenario: "fork-copied", mapping: "shmem", property },
  { scenario: "fork-race", mapping: "write-notify", property },
  { scenario: "fork-race", mapping: "shmem", property },
  { scenario: "fork-uffd-wp", mapping: "shmem-uffd-wp", property },
] as const;

const zapped = { scenario: "zap-race", mapping: "write-notify", property } as const;

/** What fork's cleaning loses, of the mappings and on the kernels that were asked about. */
function cleaningText(evidence: Evidence): string {
  const lost = forks.filter((asked) => !evidence.isAlways("holds", asked));
  const named = (some: typeof lost) =>
    listed([...new Set(some.map(({ mapping }) => nameOfMapping(mapping)))]);
  return lost.length === 0
    ? `By fork's cleaning nothing is lost of ${named([...forks])}, on ${listed(evidence.kernels)}.`
    : `By fork's cleaning a store can be lost of ${named(lost)}.`;
}

/** That no store is lost. */
export const synced: Claim = {
  claim: "The rmap walk and zap_pte_range() bring the dirty bit back: nothing is lost",
  judge: (evidence) => {
    return {
      isSo: [...forks, zapped].map((asked) => evidence.isAlways("holds", asked)),
      sentences: [
        cleaningText(evidence),
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
