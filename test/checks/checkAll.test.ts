import { describe, expect, it } from "vitest";
import { checkAll, checkSystem, type Result, type Row, select } from "../../checks/index.ts";

const subjects = select({ scenarios: ["zap-race"], mappings: ["shmem"] });

const small = ["shmem", "shmem-uffd-wp"];

/** What of a row does not depend on the clock. */
function untimed({ seconds: _, ...row }: Row): Omit<Row, "seconds"> {
  return row;
}

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

  it("share a search where kernels agree in what the system asks, with rows as if each had its own", () => {
    const without = { traces: false };
    const some = select({ scenarios: ["zap-race", "fork-uffd-wp", "populate"], mappings: small });
    const searched = new Set<number>();
    const shared = [...checkAll(some, without, (at) => searched.add(at))];
    expect(shared.map(({ subject }) => subject)).toEqual(some);
    expect(shared.map(({ rows }) => rows.map(untimed))).toEqual(
      some.map((subject) => checkSystem(subject, without).rows.map(untimed)),
    );
    // 6.1 has what zap asks of 5.12, and what 6.0 changed is of forced lookups: populate is none. 6.2 changed
    // zap and userfaultfd-wp.
    const alone = some.filter((_, at) => searched.has(at)).map(({ kernel }) => kernel);
    expect(new Set(alone)).toEqual(new Set(["5.12", "6.1", "6.12"]));
    expect(some.length - alone.length).toBe(2);
  });

  it("share nothing across a proposal that changes steps, and nothing that has traces", () => {
    const changed = select({
      scenarios: ["zap-race"],
      mappings: small,
      proposal: "zap-drops-dirty",
    });
    const searched = new Set<number>();
    const all = [...subjects, ...changed];
    for (const _ of checkAll(all, { traces: false }, (at) => searched.add(at)));
    expect(searched).toEqual(new Set([0, 2, 3, 5]));
    const traced = new Set<number>();
    for (const _ of checkAll(subjects, {}, (at) => traced.add(at)));
    expect(traced.size).toBe(3);
  });
});
