import type { MappingName } from "../../model/mappings/index.ts";
import type { Claim } from "../Claim.ts";
import type { Asked, Evidence } from "../Evidence.ts";
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

/** What fork's pte_mkclean() loses, of each mapping on the kernels that it was asked about. */
function cleaningText(evidence: Evidence): string {
  const lost = forks.filter((asked) => !evidence.isAlways("holds", asked));
  const named = (some: readonly { readonly mapping: MappingName }[]) =>
    listed([...new Set(some.map(({ mapping }) => nameOfMapping(mapping)))]);
  if (lost.length > 0) return `By fork's pte_mkclean() a store can be lost of ${named(lost)}.`;
  const kernels = (asked: Asked) => listed([...evidence.verdicts(asked).keys()]);
  const parts = [...new Set(forks.map(kernels))].map(
    (on) => `of ${named(forks.filter((asked) => kernels(asked) === on))} on ${on}`,
  );
  return `By fork's pte_mkclean() nothing is lost, ${parts.join(", ")}.`;
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
            holds: "it loses none",
            violated: "zap of a PTE-mapped file page can lose a store, as it flushes last",
          }),
        ),
      ],
    };
  },
};
