import { describe, expect, it } from "vitest";
import { compile, noPasses } from "../../explorer/compile/index.ts";
import { endless } from "../../explorer/search/index.ts";
import { waitUntil } from "../../model/language/index.ts";
import { procedure, type SmallState, smallSystem } from "../language/smallSystem.ts";

const isGreen = {
  id: "green",
  reached: ({ s }: { readonly s: SmallState }) => s.colour === "green",
};

/** From red to green, or to blue, which `end` says what it does. */
function foundIn(end: "blue" | "green" | "waits", maxStates = 100) {
  const main = procedure("main", "a test", {
    steps: {
      begin: ({ s, choose }) => {
        s.colour = choose(["green", "blue"]);
        return s.colour === "green" ? "green" : "blue";
      },
      green: () => "green",
      blue: ({ s }) => {
        waitUntil(end !== "waits");
        if (end === "green") s.colour = "green";
        return "blue";
      },
    },
  });
  const compiled = compile(smallSystem(main, { covers: [isGreen] }), { passes: noPasses });
  return endless(compiled, compiled.covers[0].reached, maxStates);
}

describe("endless", () => {
  it("finds none where an end can be reached from everywhere", () => {
    expect(foundIn("green")).toMatchObject({ stuck: 0, way: null });
  });

  it.each(["blue", "waits"] as const)("finds who goes round or waits for ever: %s", (end) => {
    const found = foundIn(end);
    expect(found).toMatchObject({ states: 3, stuck: 1 });
    expect(found?.way).toHaveLength(1);
  });

  it("gives up where there are too many states", () => {
    expect(foundIn("green", 1)).toBe(null);
  });
});
