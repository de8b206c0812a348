import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import type { Row } from "../../checks/index.ts";
import { reporterNames } from "../../cli/reporterNames.ts";
import { rowsSchemaText } from "../../cli/rowsSchema.ts";
import { runHere } from "./runHere.ts";

const folder = mkdtempSync(join(tmpdir(), "ptecheck-reporters-"));
const zapRace = ["check", "zap-race", "-m", "write-notify"];
const lost = [...zapRace, "-k", "6.1,6.12", "-i", "no-lost-store"];

/** All reporters but the one to stdout, each to a file of its own. */
const toFiles = Object.keys(reporterNames).flatMap((name) => ["-r", `${name}=${fileOf(name)}`]);

function fileOf(name: string): string {
  return join(folder, name);
}

function written(name: string): string {
  return readFileSync(fileOf(name), "utf8");
}

/** Times are the machine's. */
function timeless(text: string): string {
  return text.replaceAll(/\btime="[\d.]+"/g, 'time="…"').replaceAll(/\d+\.\d\d s\b/g, "… s");
}

describe("reporters", async () => {
  const { code, out } = await runHere(...lost, ...toFiles);

  it("write their files, all of one search, and nothing to stdout", () => {
    expect({ code, out }).toEqual({ code: 0, out: "" });
  });

  it.each(["default", "lanes", "mail", "junit", "github-actions", "mermaid", "svg"])(
    "%s is as it was",
    async (name) => {
      await expect(timeless(written(name))).toMatchFileSnapshot(`../golden/${name}.txt`);
    },
  );

  it("mail has 72 columns, and ASCII on request", async () => {
    for (const line of written("mail").split("\n")) expect(line.length).toBeLessThanOrEqual(72);
    expect(written("mail")).toContain("mapcount: 1 → 0");
    const plain = (await runHere(...lost, "--reporter", "mail", "--ascii")).out;
    expect(plain).toContain("mapcount: 1 -> 0");
    expect([...plain].filter((char) => char > "~")).toEqual([]);
  });

  it("junit is XML, with a case for each row and the counts of what failed", async () => {
    expect(XMLValidator.validate(written("junit"))).toBe(true);
    const args = [...zapRace, "-k", "6.12", "-p", "rmap-before-flush", "--reporter", "junit"];
    const failed = (await runHere(...args)).out;
    expect(XMLValidator.validate(failed)).toBe(true);
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(failed);
    const cases: { failure?: { "@_message": string } }[] = testsuites.testsuite.testcase;
    expect(cases).toHaveLength(Number(testsuites["@_tests"]));
    const failures = cases.flatMap(({ failure }) => failure ?? []);
    expect(failures).toHaveLength(Number(testsuites["@_failures"]));
    expect(new Set(failures.map((one) => one["@_message"]))).toEqual(
      new Set(["violated, before holds"]),
    );
  });

  it("junit has what is incomplete as an error: nobody knows", async () => {
    const { code, out } = await runHere(...lost, "--max-states", "500", "-r", "junit");
    expect(code).toBe(3);
    expect(out).toMatch(/failures="0" errors="2"/);
    expect(out).toContain('message="incomplete, expected holds: stopped at the bound on states"');
  });

  it("github-actions has a command in each line, and says how many errors it leaves out", async () => {
    const { out } = await runHere(...lost, "-p", "rmap-before-flush", "-r", "github-actions");
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/^::(error|warning) title=[^:,]+::\S/);
    const many = await runHere(
      "check",
      "fork-copied",
      "-i",
      "no-lost-store",
      "--max-states",
      "9",
      "-k",
      "5.12,5.13,5.14,5.15,5.16,5.17",
      "-r",
      "github-actions",
      "--no-traces",
    );
    const errors = many.out.split("\n").filter((line) => line.startsWith("::error"));
    expect(errors).toHaveLength(10);
    expect(errors[9]).toMatch(/::\d+ more are not as expected$/);
  });

  it("svg is XML, with a lane for each actor that moves, and a dot for each line", () => {
    const svg = written("svg");
    expect(XMLValidator.validate(svg)).toBe(true);
    const many = (what: string) => svg.split(`class="${what}"`).length - 1;
    expect([many("lane"), many("step"), many("lock")]).toEqual([4, 22, 5]);
    // The lock bars of a lane stand beside each other; those that are never dropped reach the last line.
    expect(svg).toContain("<title>P.mmap_lock</title>");
  });

  it("json is what its published schema says", () => {
    expect(readFileSync("docs/check.schema.json", "utf8")).toBe(rowsSchemaText());
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(rowsSchemaText()));
    const rows: Row[] = JSON.parse(written("json"));
    expect(validate(rows), JSON.stringify(validate.errors)).toBe(true);
    expect(rows.map(({ verdict }) => verdict)).toEqual(["violated", "holds"]);
    const [{ kernel: _, ...nameless }] = rows;
    expect(validate([nameless])).toBe(false);
    expect(validate([{ ...rows[0], more: 1 }])).toBe(false);
    expect(validate([{ ...rows[0], trace: { ...rows[0].trace, steps: [{}] } }])).toBe(false);
  });

  it("json of a proposal too, and of several kernels, deadlocks and errors", async () => {
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(rowsSchemaText()));
    const proposed = await runHere(...zapRace, "-k", "6.12", "-p", "no-rewalk", "--json");
    const rows: Row[] = JSON.parse(proposed.out);
    expect(rows.some(({ costs, before }) => costs !== null && before !== null)).toBe(true);
    expect(validate(rows), JSON.stringify(validate.errors)).toBe(true);
  });

  it("itf has all variables in all states, each of one type, and who moved", () => {
    const { vars, states } = JSON.parse(written("itf")) as {
      vars: string[];
      states: Record<string, unknown>[];
    };
    const [row]: Row[] = JSON.parse(written("json"));
    expect(states).toHaveLength((row.trace?.steps.length ?? 0) + 1);
    for (const [at, { "#meta": meta, ...state }] of states.entries()) {
      expect(Object.keys(state)).toEqual(vars);
      expect(meta).toMatchObject({ index: at });
      if (at > 0) expect(meta).toMatchObject({ actor: row.trace?.steps[at - 1].actor });
      expect(wrongIn(state)).toEqual([]);
      expect(typeOf(state)).toEqual(typeOf(states[0]));
    }
  });

  it("those of one trace number their files, and refuse stdout, where there are several", async () => {
    const { err } = await runHere(...zapRace, "-k", "6.1", "-r", `svg=${fileOf("many.svg")}`);
    const files = readdirSync(folder).filter((name) => name.startsWith("many"));
    expect(files).toEqual(["many-1.svg", "many-2.svg", "many-3.svg"]);
    expect(err).toBe(`note: svg: wrote ${files.map((file) => fileOf(file)).join(", ")}\n`);
    const refused = await runHere(...zapRace, "-k", "6.1", "-r", "svg");
    expect(refused).toMatchObject({ code: 2, out: "" });
    expect(refused.err).toContain("tells one trace in a document, and there are 3");
    const none = await runHere(...lost, "-k", "6.12", "-r", "svg");
    expect(none.code).toBe(0);
  });

  it("say so where there is no trace to tell", async () => {
    const holds = [...zapRace, "-k", "6.12", "-i", "no-lost-store", "-r", "mermaid"];
    expect(await runHere(...holds)).toEqual({
      code: 0,
      out: "",
      err: "note: mermaid: there is no trace to tell\n",
    });
  });
});

/** What is no value of the format: null, a number, a list, a field that begins with "#" and is no tag. */
function wrongIn(value: unknown): unknown[] {
  if (typeof value === "string" || typeof value === "boolean") return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [value];
  const entries = Object.entries(value);
  const [[first, inner] = ["", null]] = entries;
  if (first === "#bigint") return /^-?\d+$/.test(String(inner)) ? [] : [value];
  if (first === "#tup") return JSON.stringify(inner) === "[]" ? [] : [value];
  return entries.flatMap(([name, one]) => (name.startsWith("#") ? [value] : wrongIn(one)));
}

/** The type of a value: a variant's is that it is one, as its cases differ. */
function typeOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return typeof value;
  if ("tag" in value) return "variant";
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "#meta")
      .map(([name, one]) => [name, typeOf(one)]),
  );
}
