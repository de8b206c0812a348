import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { version } from "../../cli/version.ts";
import { runHere } from "./runHere.ts";

const folder = mkdtempSync(join(tmpdir(), "ptecheck-export-"));
afterAll(() => rmSync(folder, { recursive: true }));

const one = ["gup-read", "--kernel", "6.1", "--mapping", "anonymous"];

describe("export", () => {
  it("writes what it is, and the command that made it", async () => {
    const { code, out, err } = await runHere("export", ...one, "--to", "promela", "--stop");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("gup-read, 6.1, anonymous");
    expect(out).toContain(
      `by ptecheck ${version}: npx ptecheck export ${one.join(" ")} --to promela --stop`,
    );
    expect(out).toContain('uerror("reads-make-no-copy is violated")');
  });

  it("has the version of the package", () => {
    expect(JSON.parse(readFileSync("package.json", "utf8")).version).toBe(version);
  });

  it("writes a module of TLA+ and its configuration", async () => {
    const file = join(folder, "gup_read.tla");
    expect((await runHere("export", ...one, "--to", "tla", "--stop", "-o", file)).code).toBe(0);
    expect(readFileSync(file, "utf8")).toMatch(/^---- MODULE gup_read ----\n/);
    const config = readFileSync(join(folder, "gup_read.cfg"), "utf8");
    expect(config).toMatch(/^INIT Init\nNEXT Next\nCHECK_DEADLOCK FALSE\nINVARIANT Never_0\n/);
  });

  it.each<[string, string[], RegExp]>([
    ["another language", [...one, "--to", "promla"], /promla.*promela/],
    ["several systems", ["gup-read", "--to", "murphi"], /6 such systems/],
    ["no such folder", [...one, "--to", "murphi", "-o", join(folder, "no/x.m")], /cannot write/],
    ["a module by another name", [...one, "--to", "tla", "-o", join(folder, "a-b.tla")], /a-b/],
  ])("refuses %s", async (_, args, message) => {
    const { code, out, err } = await runHere("export", ...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });
});

describe("crosscheck", () => {
  it("shows what each engine found, side by side", async () => {
    const { code, out } = await runHere("crosscheck", ...one);
    expect(code).toBe(0);
    const lines = out.split("\n").map((line) => line.trim().split(/\s{2,}/));
    expect(lines[1]).toEqual([
      ...["gup-read", "6.1", "anonymous", "ptecheck", "124", "275"],
      "nothing is violated or reached",
    ]);
    for (const [at, engine] of ["spin", "rumur"].entries()) {
      expect(lines[2 + at]).toEqual([
        ...[engine, "124", "275", "nothing is violated or reached", "agrees"],
      ]);
    }
    expect(out).toContain("All 2 searches by others agree with ours");
  });

  it("as written has more states, in JSON too", async () => {
    const other = ["clear-refs-shared", "-k", "6.12", "-m", "shmem"];
    const args = [...other, "--as-written", "--engine", "spin", "--json"];
    const { code, out } = await runHere("crosscheck", ...args);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { engine: "ptecheck", states: 162, transitions: 306, differences: [] },
      { engine: "spin", states: 162, transitions: 306, differences: [] },
    ]);
  });

  it.each<[string, string[], RegExp]>([
    ["another engine", [...one, "--engine", "spn"], /spn.*spin/],
    ["TLC without its jar", [...one, "--engine", "tlc"], /--tlc-jar/],
    ["a jar that is not there", [...one, "--engine", "tlc", "--tlc-jar", "no.jar"], /no no\.jar/],
    ["an unknown scenario", ["gup-raed"], /gup-read/],
  ])("refuses %s", async (_, args, message) => {
    const { code, out, err } = await runHere("crosscheck", ...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });

  it("says which Debian package an engine that is missing is in", async () => {
    const { PATH } = process.env;
    try {
      process.env.PATH = folder;
      const { code, err } = await runHere("crosscheck", ...one, "--engine", "rumur");
      expect(code).toBe(2);
      expect(err).toContain("Debian package rumur");
    } finally {
      process.env.PATH = PATH;
    }
  });
});
