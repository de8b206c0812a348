import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import {
  checkAll,
  checkSystem,
  expectedOf,
  type Flip,
  type Matrix,
  onlyAsked,
  select,
  toldKernels,
  toldProcedures,
  whyFlipped,
} from "../checks/index.ts";
import { flipsOf } from "../checks/releases/flipsOf.ts";
import { changesBetween } from "../checks/releases/RuleChange.ts";
import { traceSchemaName } from "../counterexamples/index.ts";
import { invariants } from "../invariants/index.ts";
import { defaultKernels, keyKernels, ruleNames, rules, rulesOf } from "../model/kernels/index.ts";
import { mappingNames } from "../model/mappings/index.ts";
import { invariantsPage, modelPage } from "../render/index.ts";
import { kernelsPage, matrixJson } from "../render/releases/index.ts";
import { runCli } from "./cli/runCli.ts";

const readme = readFileSync("README.md", "utf8");
const stored: Matrix = JSON.parse(readFileSync("docs/matrix.json", "utf8"));

/** A system, as rows name it. */
interface CellName {
  readonly scenario: string;
  readonly mapping: string;
  readonly kernel: string;
}

function nameOf({ scenario, mapping, kernel }: CellName): string {
  return `${scenario}, ${kernel}, ${mapping}`;
}

function isSame(one: object, other: object): boolean {
  const text = (object: object) => JSON.stringify(Object.entries(object).sort());
  return text(one) === text(other);
}

describe("the documentation", () => {
  const searched = [...checkAll(select({}), { traces: false })].flatMap(({ rows }) => rows);

  it("docs/invariants.md is what npm run docs makes", () => {
    expect(readFileSync("docs/invariants.md", "utf8")).toBe(
      invariantsPage(invariants, defaultKernels, searched),
    );
  });

  it("docs/model.md is what npm run docs makes", () => {
    const procedures = toldProcedures(toldKernels);
    const made = modelPage(procedures, toldKernels, mappingNames);
    expect(procedures.length).toBeGreaterThan(25);
    expect(readFileSync("docs/model.md", "utf8")).toBe(made);
  });

  it("docs/kernels.md is what npm run docs makes of docs/matrix.json", () => {
    const told = ruleNames.map((id) => ({ id, ...rules[id] }));
    const releases = keyKernels.map((name) => ({ name, rules: rulesOf(name) }));
    expect(readFileSync("docs/kernels.md", "utf8")).toBe(kernelsPage(told, releases, stored));
    expect(readFileSync("docs/matrix.json", "utf8")).toBe(`${matrixJson(stored)}\n`);
  });

  describe("docs/matrix.json", () => {
    const subjects = onlyAsked(select({ kernels: keyKernels }));
    const lines = stored.mappings.flatMap(({ mapping, laws }) =>
      laws.flatMap(({ law, scenarios }) => scenarios.map((line) => ({ law, mapping, ...line }))),
    );
    const cellOf = (law: string, { scenario, mapping, kernel }: CellName) =>
      lines.find(
        (line) => line.law === law && line.scenario === scenario && line.mapping === mapping,
      )?.verdicts[stored.kernels.indexOf(kernel)];

    it("has the cells that scenarios ask for, each as expected", () => {
      expect(stored.kernels).toEqual(keyKernels);
      expect(stored.unmet).toEqual([]);
      const asked = subjects.flatMap((subject) =>
        subject.invariants.map(({ id }) => {
          const name = { ...subject, scenario: subject.scenario.id };
          return [cellOf(id, name), expectedOf(subject, id), `${id}, ${nameOf(name)}`];
        }),
      );
      expect(asked.filter(([found, expected]) => found !== expected)).toEqual([]);
      const told = lines.flatMap(({ verdicts }) => verdicts).filter((one) => one !== "not asked");
      expect(told.length).toBe(asked.length);
    });

    it("folds scenarios", () => {
      for (const { law, verdicts, scenarios } of stored.mappings.flatMap(({ laws }) => laws)) {
        const isViolated = (at: number) => scenarios.some((one) => one.verdicts[at] === "violated");
        const told = verdicts.map((verdict) => verdict === "violated");
        expect([law, told]).toEqual([law, verdicts.map((_, at) => isViolated(at))]);
      }
    });

    it("says what a search finds: on the kernels that are checked by default", () => {
      const laws = searched.filter(({ property }) => invariants.some(({ id }) => id === property));
      const wrong = laws.filter((row) => cellOf(row.property, row) !== row.verdict);
      expect(laws.length).toBeGreaterThan(500);
      expect(wrong.map((row) => `${row.property}, ${nameOf(row)}`)).toEqual([]);
    });

    // A search of everything takes minutes: `npx ptecheck matrix --json | diff docs/matrix.json -`.
    it("says what a search finds: in some systems, others each time", () => {
      for (const at of [0, 1, 2, 3]) {
        const subject = subjects[Math.floor(((at + Math.random()) / 4) * subjects.length)];
        const { rows } = checkSystem(subject, { traces: false });
        for (const { id } of subject.invariants) {
          const row = rows.find(({ property }) => property === id);
          const found = row === undefined ? [] : [nameOf(row), id, row.verdict];
          expect(found).toEqual([...found.slice(0, 2), row && cellOf(id, row)]);
        }
      }
    });

    it("has the flips that its verdicts have, by rules as they are", () => {
      const known = (flipped: Omit<Flip, "by">) => {
        const found = stored.flips.find(({ by: _, ...one }) => isSame(one, flipped));
        return found?.by ?? { sets: [], isExhaustive: true };
      };
      const flips = flipsOf(lines, stored.kernels, known);
      expect(flips.length).toBe(stored.flips.length);
      for (const { from, to, by } of flips) {
        expect(by.sets.length).toBeGreaterThan(0);
        const changes = changesBetween(from, to);
        for (const change of by.sets.flat()) expect(changes).toContainEqual(change);
      }
      const some = stored.flips[Math.floor(Math.random() * stored.flips.length)];
      expect(whyFlipped(some, subjects)).toEqual(some.by);
    });
  });

  it("README shows what the commands really print", () => {
    const shown = [...readme.matchAll(/```console\n\$ npx ptecheck ([^\n]+)\n([\s\S]*?)```/g)];
    expect(shown.length).toBeGreaterThan(0);
    for (const [, args, output] of shown) {
      expect(plain(runCli(...args.split(" ")).out)).toMatch(patternOf(output));
    }
  });

  it("names the schema of traces as they have it", () => {
    const named = readFileSync("cli/README.md", "utf8").match(/ptecheck-trace\/\d+/g);
    expect(named).toEqual([traceSchemaName]);
  });

  it("README says why each dependency is there", () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
    for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
      expect(readme).toContain(`\`${name}\``);
    }
  });

  it("links only to files that exist, where it was cloned", () => {
    const listed = spawnSync("git", ["ls-files"], { encoding: "utf8" }).stdout.split("\n");
    const pages = listed.filter((file) => file.endsWith(".md"));
    expect(pages.length).toBeGreaterThan(10);
    expect(danglingLinks(pages, existsSync)).toEqual([]);
  });

  it("links only to files that exist, in the package", () => {
    const args = ["pack", "--dry-run", "--json", "--ignore-scripts"];
    const [{ files }] = JSON.parse(spawnSync("npm", args, { encoding: "utf8" }).stdout) as [
      { files: { path: string }[] },
    ];
    const packed = files.map(({ path }) => path);
    const has = (target: string) =>
      packed.some((path) => path === target || path.startsWith(`${target}/`));
    expect(packed.filter((path) => path.endsWith(".md")).length).toBeGreaterThan(10);
    expect(
      danglingLinks(
        packed.filter((path) => path.endsWith(".md")),
        has,
      ),
    ).toEqual([]);
  });
});

/** Without times, and what pads the last column of a table. */
function plain(text: string): string {
  return text.replaceAll(/\d+\.\d\d s/g, "… s").replaceAll(/ +$/gm, "");
}

/** Matches what was printed if it is just what is shown; "…" stands for a line or more. */
function patternOf(shown: string): RegExp {
  const parts = plain(shown).split(/^…\n/m);
  const escaped = parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${escaped.join("(?:.*\n)+?")}$`);
}

function danglingLinks(pages: readonly string[], exists: (path: string) => boolean): string[] {
  return pages.flatMap((page) =>
    [...readFileSync(page, "utf8").matchAll(/\]\((?!http)([^)#]+)/g)]
      .map(([, target]) => normalize(join(dirname(page), target)).replace(/\/$/, ""))
      .filter((target) => !exists(target))
      .map((target) => `${page}: ${target}`),
  );
}
