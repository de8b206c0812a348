import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

// How much of an operation a kernel developer reads in the kernel's own words, beside mm/memory.c: the
// share of kernel words among all tokens of the steps. A token is an identifier, a number, a word of a
// string (the labels of steps, the names of results), or a punctuation mark; quotes and comments are
// none. So every `c.self.` and every argument that the kernel's function does not take counts against
// it, as it does for the reader. By this measure the C text of zap_pte_range() has 0.33, PlusCal 0.32,
// and operations whose primitives were given the context had 0.16 to 0.19.

/** Words of one part that the kernel uses for the same thing, each with a place where it does. */
const kernelNouns: Readonly<Record<string, string>> = {
  accessed: "asm/pgtable_types.h: _PAGE_ACCESSED",
  addr: "mm/memory.c: zap_pte_range()",
  dirty: "linux/page-flags.h: PG_dirty",
  entry: "mm/memory.c: handle_pte_fault()",
  folio: "linux/mm_types.h: struct folio",
  locked: "linux/page-flags.h: PG_locked",
  mapcount: "linux/mm.h: folio_mapcount()",
  mapped: "linux/mm.h: folio_mapped()",
  mapping: "linux/fs.h: struct address_space *mapping",
  mm: "mm/memory.c: zap_pte_range()",
  none: "linux/pgtable.h: pte_none()",
  page: "linux/mm_types.h: struct page",
  present: "linux/pgtable.h: pte_present()",
  pte: "mm/memory.c: zap_pte_range()",
  ptent: "mm/memory.c: zap_pte_range()",
  ptl: "mm/memory.c: zap_pte_range()",
  unshare: "mm/memory.c: do_wp_page()",
  vma: "linux/mm_types.h: struct vm_area_struct *vma",
  write: "linux/pgtable.h: pte_write()",
};

/** The text between each `steps: {` and the brace that closes it. */
function stepsOf(text: string): string {
  const [, ...parts] = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "").split("steps: {");
  return parts.map((part) => part.slice(0, closingBrace(part))).join("\n");
}

function closingBrace(text: string): number {
  let depth = 1;
  return [...text].findIndex((char) => {
    if (char === "{") depth += 1;
    if (char === "}") depth -= 1;
    return depth === 0;
  });
}

/** Snake case is how the kernel writes, and how nothing else here is written. */
function isKernelWord(word: string): boolean {
  return /[a-z0-9]_[a-z0-9]/.test(word) || Object.hasOwn(kernelNouns, word);
}

const token = /[A-Za-z_]\w*|\d+|=>|\.{3}|[!=]==|&&|\|\||\?\?|[-+]=|[^\s\w"`]/g;

/** Which share of the tokens of an operation's steps are words of the kernel. */
function kernelShare(text: string): number {
  const tokens = stepsOf(text).match(token) ?? [];
  return tokens.filter(isKernelWord).length / tokens.length;
}

describe("the words of an operation", () => {
  it("are counted among all tokens of its steps, labels too, and not in comments", () => {
    const text = 'const pte = 1; steps: { lock_page: (c) => { /* pte */ return "done"; }, } pte';
    expect(stepsOf(text).match(token)).toHaveLength(12);
    expect(kernelShare(text)).toBe(1 / 12);
    expect(kernelShare('steps: { a: () => pte_none(pte) ? "unlock_page" : 0 }')).toBe(3 / 13);
  });

  it.each(["zap", "fork", "file_fault"])(
    "are the kernel's in a quarter of %s.ts at least",
    (name) => {
      const text = readFileSync(`model/operations/${name}.ts`, "utf8");
      expect(kernelShare(text)).toBeGreaterThanOrEqual(0.25);
    },
  );
});
