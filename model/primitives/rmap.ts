import { current } from "../current.ts";
import { is, primitive, update } from "../language/index.ts";
import type { Frame } from "../state/index.ts";

/** And page_dup_file_rmap(). */
export const page_add_file_rmap = primitive(
  "mm/rmap.c",
  function page_add_file_rmap(page: Frame): void {
    update(current().s.folio[page], "mapcount", (mapcount) => mapcount + 1);
  },
);

/** A mapcount below 0 is outside its domain: the run is an error. */
export const page_remove_rmap = primitive(
  "mm/rmap.c",
  function page_remove_rmap(page: Frame): void {
    update(current().s.folio[page], "mapcount", (mapcount) => mapcount - 1);
  },
);

/** Does any PTE map it, as far as mapcount says? */
export const folio_mapped = primitive("mm/util.c", function folio_mapped(folio: Frame): boolean {
  return is(current().s.folio[folio], ({ mapcount }) => mapcount > 0);
});

/** The page is new, so it is this mm's alone. */
export const page_add_new_anon_rmap = primitive(
  "mm/rmap.c",
  function page_add_new_anon_rmap(page: Frame): void {
    const { s, kernel } = current();
    s.folio[page].mapcount = 1;
    s.folio[page].exclusive = kernel.anonExclusive;
  },
);

/** One more mm has the page; before 5.19 page_dup_rmap(). */
export const page_try_dup_anon_rmap = primitive(
  "include/linux/rmap.h",
  function page_try_dup_anon_rmap(page: Frame): void {
    const { s } = current();
    s.folio[page].exclusive = false;
    update(s.folio[page], "mapcount", (mapcount) => mapcount + 1);
  },
);
