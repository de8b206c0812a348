import { describe, expect, it } from "vitest";
import * as facts from "../../model/facts.ts";
import type { AnyProcedure } from "../../model/language/index.ts";
import * as operations from "../../model/operations/index.ts";

// A fact that no operation declares is never so, and what a law says of it is empty.

describe("facts", () => {
  it("are each declared by an operation", () => {
    const procedures: AnyProcedure[] = Object.values(operations).filter((one) => "steps" in one);
    const declared = new Set(procedures.flatMap((one) => one.facts.map(({ fact }) => fact)));
    const undeclared = Object.entries(facts).filter(([, fact]) => !declared.has(fact));
    expect(undeclared.map(([name]) => name)).toEqual([]);
  });
});
