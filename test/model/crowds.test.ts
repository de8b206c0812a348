import { describe, expect, it } from "vitest";
import { checkSystem } from "../../checks/index.ts";
import { crowds, subjectsOf } from "./crowds.ts";

describe("whatever one thread does, and another one anything", () => {
  it.each(crowds)("every law holds but those that are known: $mapping, $kernel", (crowd) => {
    const checked = subjectsOf(crowd).map((subject) => checkSystem(subject, { traces: false }));
    const rows = checked.flatMap((one) => one.rows);
    const failing = rows.filter(({ verdict }) => verdict !== "holds" && verdict !== "vacuous");
    const broken = crowd.broken.map((law) => `${law} violated`);
    const shown = new Set(failing.map(({ property, verdict }) => `${property} ${verdict}`));
    expect([...shown].sort()).toEqual(broken.sort());
    expect(rows.filter(({ verdict }) => verdict === "holds").length).toBeGreaterThan(10);
  });
});
