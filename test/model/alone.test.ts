import { describe, expect, it } from "vitest";
import { aloneRows, countedIn } from "./alone.ts";

describe("an operation that nobody disturbs", () => {
  it.each(aloneRows)(
    "faults, locks, flushes and marks as often as it must: $mapping, $kernel",
    (row) => {
      expect(countedIn(row.mapping, row.kernel)).toEqual(row.seen.trim().split(/\s{2,}/));
    },
  );
});
