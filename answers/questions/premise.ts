import type { Question } from "../Question.ts";
import { perMapping, sentence } from "../words/index.ts";
import { everyFork } from "./everyFork.ts";

const law = "writable-implies-dirty-somewhere";

/** The reason that the mail guesses. */
export const premise: Question = {
  asked:
    "Maybe the logic here is that if the PTE was writable in some parent, it was also dirty in some parent (at least in the one originally mapping it writable).",
  ...everyFork(law),
  answer: (evidence) => ({
    sentences: [
      sentence(
        perMapping(["write-notify", "shmem", "shmem-uffd-wp"], (mapping) => {
          const scenario = mapping === "shmem-uffd-wp" ? "fork-uffd-wp" : "fork-copied";
          const texts = {
            holds: "it is true, if PG_dirty counts too",
            violated: "it is false: a page may be mapped writable and be dirty nowhere",
          };
          const copied = evidence.says({ scenario, mapping, property: law }, texts);
          if (mapping === "shmem-uffd-wp") return copied;
          const plain = evidence.says({ scenario: "fork-shared", mapping, property: law }, texts);
          return plain === copied
            ? `${copied}, whether fork copies PTEs or not`
            : `${plain}; where fork copies PTEs ${copied}`;
        }),
      ),
    ],
    limits: [
      "page migration. A file system with page_mkwrite and without migrate_folio (vfat in 6.1) may clear PG_dirty while the page is unmapped and then get a writable clean PTE back (mm/migrate.c: fallback_migrate_folio(), remove_migration_ptes()). Derived from the source, not run.",
    ],
  }),
};
