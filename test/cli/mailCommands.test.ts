import { describe, expect, it } from "vitest";
import type { Answer } from "../../answers/index.ts";
import { runHere } from "./runHere.ts";

const { answers } = JSON.parse((await runHere("mail", "--json")).out) as {
  answers: readonly Answer[];
};

/** Each once, with the exit code that its paragraph tells. */
const commands = new Map(
  answers.flatMap(({ commands: shown, sentences }) =>
    shown.map((command) => [command, sentences.join(" ").includes("exit code 1") ? 1 : 0] as const),
  ),
);

describe("a command of the answer", () => {
  it.each([...commands])("ends as its paragraph says: %s", async (command, code) => {
    expect((await runHere(...command.split(" "), "--no-traces")).code).toBe(code);
  });

  it("ends with exit code 0, but where a proposal breaks what it is about", () => {
    const broken = [...commands].filter(([, code]) => code === 1).map(([command]) => command);
    expect(broken.length).toBeGreaterThan(0);
    for (const command of broken) expect(command).toContain(" -p ");
  });
});
