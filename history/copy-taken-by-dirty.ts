import type { Bug } from "./Bug.ts";

export const copyTakenByDirty: Bug = {
  id: "copy-taken-by-dirty",
  names: ["CVE-2022-2590"],
  what: "A forced write knows the copy that it made by its dirty PTE. Since 5.16 UFFDIO_CONTINUE maps the page cache's page dirty, into a private mapping too: if another thread throws the copy away and does that, the write goes into the file.",
  scenario: "uffd-continue",
  mapping: "private-file-ro",
  breaks: "private-stores-stay-private",
  refuted: "5.19",
  holds: "6.0",
  fix: {
    commit: "5535be309971",
    title: "mm/gup: fix FOLL_FORCE COW security issue and remove FOLL_COW",
    rule: "exclusiveForcedWrite",
  },
  told: "David Hildenbrand to oss-security, August 2022; the commit's text. 5.19.6 has the fix too.",
};
