import { every, indexes, some } from "../model/language/index.ts";
import { mappingNames } from "../model/mappings/index.ts";
import {
  __do_fault,
  clear_refs,
  do_no_page,
  do_read_fault,
  do_shared_fault,
  dup_mmap,
  folio_mkclean,
  fsync,
  get_user_pages,
  handle_mm_fault,
  mprotect,
  uffd_continue,
  uffd_writeprotect,
  wp_page_shared,
  zap_pte_range,
} from "../model/operations/index.ts";
import { pte_none, pte_write } from "../model/primitives/index.ts";
import { type Mm, mmName, page, type State } from "../model/state/index.ts";
import type { Invariant } from "./Invariant.ts";

/** Does one actor hold the page-table lock before the step and after it? */
function isHeld(before: State, after: State, mm: Mm): boolean {
  const { ptl } = before.mm[mm];
  return ptl !== null && after.mm[mm].ptl === ptl;
}

function isKept(before: State, after: State, mm: Mm): boolean {
  const [was, is] = [before.mm[mm].pte[page], after.mm[mm].pte[page]];
  return pte_none(was) === pte_none(is) && pte_write(was) === pte_write(is);
}

export const ptlExcludes: Invariant = {
  id: "ptl-excludes",
  statement:
    "While one actor holds the page-table lock, no kernel step makes an entry present, none, writable or read-only.",
  why: "zap and folio_mkclean() leave the entry none for a while; who put another one there would have it lost or doubled.",
  source: "mm/memory.c: pte_offset_map_lock(), zap_pte_range(); mm/rmap.c: page_vma_mkclean_one()",
  doesNotSay:
    "That the entry stays as it is: hardware sets accessed and dirty under any lock. Nor anything of the steps that take and drop the lock: they change the entry.",
  mappings: mappingNames,
  over: "steps",
  procedures: [
    do_no_page,
    __do_fault,
    do_read_fault,
    do_shared_fault,
    wp_page_shared,
    handle_mm_fault,
    get_user_pages,
    dup_mmap,
    zap_pte_range,
    folio_mkclean,
    fsync,
    clear_refs,
    mprotect,
    uffd_continue,
    uffd_writeprotect,
  ],
  antecedent: ({ s }) => some(s.mm, ({ ptl }) => ptl !== null),
  holds: (before, after) =>
    every(before.s.mm, (_, mm) => !isHeld(before.s, after.s, mm) || isKept(before.s, after.s, mm)),
  wrong: ({ s, actors }) =>
    indexes(s.mm)
      .flatMap((mm) => {
        const { ptl } = s.mm[mm];
        return ptl === null ? [] : `${actors[ptl].name} holds the page-table lock of ${mmName(mm)}`;
      })
      .join("; "),
};
