/** Marks, how they look in a text, and what they mean. */
const marks: readonly (readonly [mark: RegExp, meaning: string])[] = [
  [/\b[PC]\.|\bmm [PC]\b/, "P, C: the mm of parent, child"],
  [/(^|\W)-?W\b/m, "W, -W: pte_write() or not"],
  [/(^|\W)-?D\b/m, "D, -D: pte_dirty() or not"],
  [/(^|\W)-A\b/m, "-A: not pte_young()"],
  [/\bPTL\b/, "PTL: page-table lock"],
  [/may cache/, "may cache: what the PTE was since the CPU's last flush, in its TLB"],
  [/\bTAG_DIRTY\b/, "TAG_DIRTY: PAGECACHE_TAG_DIRTY, how writeback finds the page"],
  [/\w\(\)/, "function names are those of 6.1"],
];

/** What the marks that occur in a text mean. */
export function legendOf(text: string): string {
  return marks
    .filter(([mark]) => mark.test(text))
    .map(([, meaning]) => meaning)
    .join("; ");
}
