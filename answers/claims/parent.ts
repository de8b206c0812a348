import type { Claim } from "../Claim.ts";
import { perMapping, sentence } from "../words/index.ts";

const property = "writable-implies-dirty-somewhere";
const mappings = ["write-notify", "shmem"] as const;

/** The reason that the mail guesses. */
export const parent: Claim = {
  claim: "If the PTE was writable in some parent, it was also dirty in some parent",
  judge: (evidence) => ({
    isSo: mappings.flatMap((mapping) =>
      ["fork-shared", "fork-copied"].map((scenario) =>
        evidence.isAlways("holds", { scenario, mapping, property }),
      ),
    ),
    sentences: [
      sentence(
        perMapping(mappings, (mapping) =>
          evidence.saysAll(
            [
              // Where fork copies nothing a fault alone has made what is found.
              {
                scenario: "fork-shared",
                mapping,
                property,
                texts: {
                  holds: "",
                  violated: "no, a read fault alone makes a PTE writable that is dirty nowhere",
                },
              },
              {
                scenario: "fork-copied",
                mapping,
                property,
                texts: { holds: "yes, if PG_dirty counts too", violated: "" },
              },
            ],
            ", but ",
          ),
        ),
      ),
    ],
  }),
};
