import { describe, expect, it } from "vitest";
import { commandLines } from "../../render/index.ts";

describe("a command", () => {
  it("is broken as a shell takes it, but not within an option or quotes", () => {
    const words = ["npx ptecheck check one-scenario", "--kernel 6.12", "-p 'a file of mine.ts'"];
    const lines = commandLines(
      "  $ ",
      `${words.join(" ")} --proposal ./some/other/file.ts`,
      "      ",
    );
    expect(lines).toEqual([
      "  $ npx ptecheck check one-scenario --kernel 6.12 \\",
      "      -p 'a file of mine.ts' --proposal ./some/other/file.ts",
    ]);
  });
});
