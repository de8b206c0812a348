import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { edited, reverts } from "./reverts.ts";

describe("reverts", () => {
  it.each(reverts)("$id can still be brought back", ({ edits }) => {
    for (const edit of edits) {
      const text = readFileSync(edit.file, "utf8");
      expect(edited(text, [edit])).not.toBe(text);
    }
  });

  it("refuses an edit that does not fit exactly once", () => {
    const edit = { file: "x.ts", find: "a", replace: "b" };
    expect(() => edited("c", [edit])).toThrow("0 times");
    expect(() => edited("a a", [edit])).toThrow("2 times");
    expect(edited("a", [edit])).toBe("b");
  });
});
