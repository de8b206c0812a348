import { describe, expect, it } from "vitest";
import { operationNames } from "../../model/state/index.ts";
import { beginnings, begun, calledBy, calls, faultLocks, vmaLocks } from "./beginnings.ts";

describe("a user thread", () => {
  it.each(beginnings)("may begin what it has the means for: $what", (row) => {
    expect(begun(row)).toEqual(row.may);
  });

  it("calls what the operation says", () => {
    expect(operationNames.map(calledBy)).toEqual(calls);
  });

  it.each(faultLocks)("faults under the lock that will do: %s, %s", (mapping, kernel, locks) => {
    expect(vmaLocks(mapping, kernel)).toBe(locks);
  });
});
