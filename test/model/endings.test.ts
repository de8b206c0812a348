import { describe, expect, it } from "vitest";
import { pairName, pairs, wayToEndless } from "./endings.ts";

describe("whatever two threads do", () => {
  it("each can come to the end of it, from everywhere", () => {
    const stuck = pairs.flatMap((pair) => {
      const way = wayToEndless(pair);
      return way === null ? [] : [`${pairName(pair)}\n${way}`];
    });
    expect(stuck).toEqual([]);
    expect(pairs.length).toBeGreaterThan(100);
  });
});
