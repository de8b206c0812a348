import { indexOf } from "../language/index.ts";
import { Frame, Mm, Vaddr } from "./domains.ts";

// What a scenario with one VMA has: two mms, one page, and its folio.

/** The parent's mm and the child's; rmap finds the parent first (fork inserts the child after it). */
export const parent = indexOf(Mm, 0);
export const child = indexOf(Mm, 1);

/** How traces write an mm. */
export function mmName(mm: Mm): "P" | "C" {
  return mm === parent ? "P" : "C";
}

/** The virtual page. */
export const page = indexOf(Vaddr, 0);
/** What the page cache holds for the file's page; of anonymous memory, which has no file, the zero page. */
export const cached = indexOf(Frame, 0);
