import { describe, expect, it } from "vitest";
import { checkAll, checkSystem, type Result, select } from "../../checks/index.ts";

const subjects = select({ scenarios: ["zap-race"], mappings: ["shmem"] });

/** Does anything that a value holds on to hold the bytes of a table of states? */
function holdsTable(value: unknown, seen = new Set<object>()): boolean {
  if (typeof value !== "object" || value === null || seen.has(value)) return false;
  if (ArrayBuffer.isView(value)) return true;
  seen.add(value);
  return Object.values(value).some((part) => holdsTable(part, seen));
}

describe("many systems, one after the other", () => {
  it("are handed on as they come", () => {
    const log: string[] = [];
    for (const { subject } of checkAll(subjects, {}, (at) => log.push(`search ${at}`))) {
      log.push(`result ${subjects.indexOf(subject)}`);
    }
    const order = log.filter((line, at) => line !== log[at - 1]);
    expect(order).toEqual(subjects.flatMap((_, at) => [`search ${at}`, `result ${at}`]));
  });

  it("stop where their reader does", () => {
    const searched = new Set<number>();
    for (const _ of checkAll(subjects, {}, (at) => searched.add(at))) break;
    expect([...searched]).toEqual([0]);
  });

  it("leave rows behind, and no states", () => {
    const results: Result[] = [...checkAll(subjects)];
    expect(holdsTable(checkSystem(subjects[0]).exploration)).toBe(true);
    expect(holdsTable(results)).toBe(false);
    expect(results.map(({ rows }) => rows.length)).toEqual(
      subjects.map((subject) => checkSystem(subject).rows.length),
    );
  });
});
