import { sharedMappings } from "../model/mappings/index.ts";
import { pte_write } from "../model/primitives/index.ts";
import { cached } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";
import { ptesThat, someDirtyPte, someWritablePte } from "./questions.ts";

export const writableImpliesDirtySomewhere: Invariant = {
  id: "writable-implies-dirty-somewhere",
  statement:
    "If a shared PTE is writable, then some PTE of its folio is dirty or PG_dirty is set, until writeback.",
  why: 'This is the mail\'s premise: "if the PTE was writable in some parent, it was also dirty in some parent".',
  source: "mm/memory.c: copy_present_pte(); mm/gup.c: follow_page_pte() with FOLL_TOUCH",
  doesNotSay:
    "That the folio will be written: for shmem a writable clean PTE is the normal result of a read fault. Nor anything of migration on a file system without migrate_folio (vfat in 6.1), where mm/migrate.c: fallback_migrate_folio() and remove_migration_ptes() leave a writable clean PTE and a clean folio.",
  mappings: sharedMappings,
  over: "states",
  antecedent: ({ s }) => someWritablePte(s),
  holds: ({ s }) => !someWritablePte(s) || someDirtyPte(s) || s.folio[cached].dirty,
  wrong: ({ s }) =>
    `${ptesThat(s, "writable", pte_write).join("; ")}; no PTE is dirty, and PG_dirty is clear`,
};
