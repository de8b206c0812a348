import { describe, expect, it } from "vitest";
import { invariants } from "../../invariants/index.ts";
import { saidOf, states, steps, wrongs } from "./handMade.ts";

describe("a law, asked of states made by hand", () => {
  it.each(invariants.map(({ id }) => ({ id })))("$id", ({ id }) => {
    const { said, wanted } = saidOf(id);
    expect(said).toEqual(wanted);
  });

  it("names whom it means, and nobody else", () => {
    for (const [said, wanted] of wrongs) expect(said).toBe(wanted);
  });

  it("is asked of states in which it holds and in which it does not, its antecedent too", () => {
    const tables = { ...states, ...steps };
    expect(Object.keys(tables).sort()).toEqual(invariants.map(({ id }) => id).sort());
    for (const [id, rows] of Object.entries(tables)) {
      const [antecedents, verdicts] = [2, 3].map((at) => new Set(rows.map((row) => row[at])));
      expect([id, antecedents.size, verdicts.size]).toEqual([id, 2, 2]);
    }
  });
});
