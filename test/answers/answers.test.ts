import { describe, expect, it, vi } from "vitest";
import {
  answerFrom,
  Evidence,
  gather,
  needed,
  subjectsOf,
  traceThatMatters,
} from "../../answers/index.ts";
import { populateLeavesYoung } from "../../answers/seen/index.ts";
import type { Walked } from "../../answers/walked.ts";
import {
  checkAll,
  checkSystem,
  findScenario,
  type Row,
  select,
  subjectOf,
  type Verdict,
} from "../../checks/index.ts";

/** Runs are walked once; and told as something else, if a test wants to know who tells of them. */
const run = vi.hoisted(() => ({ isOther: false, known: new Map<string, Walked>() }));

vi.mock("../../answers/walked.ts", async (importActual) => {
  const { walked } = await importActual<typeof import("../../answers/walked.ts")>();
  return {
    walked: (...args: Parameters<typeof walked>) => {
      const key = JSON.stringify(args);
      const found = run.known.get(key) ?? walked(...args);
      run.known.set(key, found);
      return run.isOther ? { lastFaults: 7, isChildDirty: false } : found;
    },
  };
});

vi.mock("../../answers/faultsOf.ts", async (importActual) => {
  const { faultsOf } = await importActual<typeof import("../../answers/faultsOf.ts")>();
  return {
    faultsOf: (...args: Parameters<typeof faultsOf>) => (run.isOther ? 9 : faultsOf(...args)),
  };
});

/** What is checked for the answer, once for all tests. */
const rows: Row[] = [];
const evidence = gather(needed, (subjects, options) => {
  const results = [...checkAll(subjects, options)];
  rows.push(...results.flatMap((result) => result.rows));
  return results;
});
const observed = new Set(needed.flatMap(({ observes = [] }) => observes.map(({ id }) => id)));
const answer = answerFrom(evidence);

const opposite: Partial<Record<Verdict, Verdict>> = {
  holds: "violated",
  violated: "holds",
  reached: "vacuous",
  never: "reached",
};

/** The answer if some verdicts were the other way round. */
function answerIf(turned: readonly Row[]): ReturnType<typeof answerFrom> {
  const all = rows.map((row) =>
    turned.includes(row) ? { ...row, verdict: opposite[row.verdict] ?? row.verdict } : row,
  );
  return answerFrom(new Evidence(all, observed));
}

/** The same on each kernel. */
function groupsOf(some: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of some) {
    const key = [row.scenario, row.mapping, row.property, row.proposal].join(" ");
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

function sentencesOf({ claims, answers }: ReturnType<typeof answerFrom>): string[] {
  return [...claims, ...answers].flatMap(({ sentences }) => sentences);
}

const isLaw = ({ property }: Row) => needed.some(({ laws }) => laws.includes(property));
const asked = rows.filter((row) => isLaw(row) || observed.has(row.property));

describe("the answer", () => {
  it("is made of verdicts that are all known", () => {
    expect(asked.length).toBeGreaterThan(80);
    const isKnown = ({ verdict }: Row) => verdict === "holds" || verdict === "violated";
    // A proposal that one kernel has already says nothing there, and is asked of the others.
    const isMoot = (row: Row) =>
      row.unused.some(({ isWhole }) => isWhole) &&
      asked.some(
        (other) =>
          other.proposal === row.proposal && other.property === row.property && isKnown(other),
      );
    expect(asked.filter((row) => !isKnown(row) && !isMoot(row))).toEqual([]);
    expect(sentencesOf(answer).filter((text) => /missing|undefined/.test(text))).toEqual([]);
  });

  it("asks for nothing that it does not use: what is turned round changes it", () => {
    const before = JSON.stringify(answer);
    const changes = (turned: readonly Row[]) => JSON.stringify(answerIf(turned)) !== before;
    const unused = [...groupsOf(asked)].filter(
      ([, group]) => !changes(group) && !group.some((row) => changes([row])),
    );
    expect(unused.map(([key]) => key)).toEqual([]);
  });

  it("says nothing that would be said whatever was found", () => {
    const turned = [...groupsOf(rows).values(), ...rows.map((row) => [row])];
    const said = turned.map((group) => new Set(sentencesOf(answerIf(group))));
    run.isOther = true;
    said.push(new Set(sentencesOf(answerFrom(evidence))));
    run.isOther = false;
    const fixed = sentencesOf(answer).filter((text) => said.every((texts) => texts.has(text)));
    expect(fixed).toEqual([]);
  });

  it("claims that fork loses nothing of the mappings and kernels that were asked about, and no more", () => {
    const isFork = (row: Row) =>
      row.scenario.startsWith("fork-") && row.property === "no-lost-store" && !row.proposal;
    const said = ({ claims }: ReturnType<typeof answerFrom>) => claims[2].sentences[0];
    expect(said(answer)).toBe(
      "By fork's pte_mkclean() nothing is lost, of a file and shmem on 5.12, 6.1 and 6.12, of shmem under userfaultfd-wp on 6.1 and 6.12.",
    );
    expect(new Set(rows.filter(isFork).map(({ mapping }) => mapping)).size).toBe(3);
    const lost = rows.filter((row) => isFork(row) && row.mapping === "shmem");
    expect(said(answerIf(lost))).toBe("By fork's pte_mkclean() a store can be lost of shmem.");
  });

  it("finds nothing of a populate where nobody populates", () => {
    const subject = subjectOf(findScenario("gup-write"), "6.12", "shmem", null, [
      populateLeavesYoung,
    ]);
    expect(checkSystem(subject).rows).toMatchObject([{ verdict: "vacuous", met: false }]);
  });

  it("cites the kernel's source in each limit", () => {
    const limits = answer.answers.flatMap((one) => one.limits);
    expect(limits.length).toBeGreaterThan(5);
    for (const limit of limits) expect(limit).toMatch(/(mm|fs|arch)\/[\w/]+\.c/);
  });

  it("ends with the shortest loss on the newest kernel that has one, or with none", () => {
    const trace = traceThatMatters(evidence, checkAll);
    expect(trace).toMatchObject({ scenario: "zap-race", kernel: "6.1", property: "no-lost-store" });
    const repaired = rows.map((row) => (row.scenario === "zap-race" ? held(row) : row));
    expect(traceThatMatters(new Evidence(repaired, observed), checkAll)).toBeNull();
  });

  it("turns to yes where all that the mail believes is so", () => {
    expect(answer.rightness).toBe("in part");
    expect(answer.claims.map(({ rightness }) => rightness)).toEqual([
      "in part",
      "in part",
      "in part",
      "no",
    ]);
    const allHeld = answerFrom(new Evidence(rows.map(held), observed));
    expect(allHeld.claims.map(({ rightness }) => rightness)).toEqual(["no", "yes", "yes", "no"]);
  });

  it("names commands that select what it names", () => {
    for (const { commands, scenarios } of answer.answers) {
      const words = commands.flatMap((command) => command.split(" "));
      for (const scenario of scenarios) expect(words).toContain(scenario);
      for (const command of commands) expect(() => selected(command)).not.toThrow();
    }
  });

  it("needs each system once", () => {
    const keys = subjectsOf(needed).map(({ scenario, kernel, mapping, proposal }) =>
      [scenario.id, kernel, mapping, proposal?.id].join(),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});

function held(row: Row): Row {
  return row.verdict === "violated" ? { ...row, verdict: "holds" } : row;
}

/** What a command of the answer selects. */
function selected(command: string): unknown {
  const [name, ...words] = command.split(" ");
  expect(name).toBe("check");
  const value = (flag: string) =>
    words.flatMap((word, at) => (words[at - 1] === flag ? word.split(",") : []));
  const scenarios = words.filter((word, at) => !/^-/.test(word) && !/^-/.test(words[at - 1] ?? ""));
  return select({
    scenarios,
    mappings: value("-m"),
    invariants: value("-i"),
    proposal: value("-p"),
  });
}
