import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { edited, type Revert, reverts } from "./reverts.ts";

/** What is copied and built; the rest of the project knows none of the language's meaning. */
const sources = ["model/language", "explorer", "test/random"];

/** Brings old faults back, one by one, and says after how many systems each is found; false if one is not. */
export function findReverts(runs: number, seed: number, report: (line: string) => void): boolean {
  const found = reverts.map((revert) => {
    const systems = systemsUntil(revert, runs, seed);
    report(
      `${revert.id}: ${systems === null ? "NOT found" : `found after ${systems} systems`} (${revert.what})`,
    );
    return systems !== null;
  });
  return found.every(Boolean);
}

/** How many systems it takes to find the fault, built in a folder of its own; null if it is not found. */
function systemsUntil(revert: Revert, runs: number, seed: number): number | null {
  const folder = mkdtempSync(join(tmpdir(), "ptecheck-revert-"));
  try {
    copyTo(folder, revert);
    run("node_modules/.bin/tsc", ["-p", "tsconfig.json"], folder);
    const fuzz = ["dist/test/random/fuzz.js", "--runs", `${runs}`, "--seed", `${seed}`];
    const said = run(process.execPath, [...fuzz, "--shrink", "0"], folder);
    const number = /^\/\/ system (\d+) of seed/.exec(said)?.[1];
    return number === undefined ? null : Number(number);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function copyTo(folder: string, { edits }: Revert): void {
  for (const source of sources) cpSync(source, join(folder, source), { recursive: true });
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const path = join(folder, file);
    const own = edits.filter((edit) => edit.file === file);
    writeFileSync(path, edited(readFileSync(path, "utf8"), own));
  }
}

/** Old faults need not fit today's types. */
const configuration = {
  compilerOptions: {
    target: "es2023",
    module: "nodenext",
    noCheck: true,
    skipLibCheck: true,
    outDir: "dist",
    rootDir: ".",
    rewriteRelativeImportExtensions: true,
    types: ["node"],
  },
  include: [
    "model/language",
    "explorer/compile",
    "explorer/search",
    "explorer/reference",
    "test/random",
  ],
  exclude: ["**/*.test.ts"],
};

/** What a program says; it may end with 1, which means that something was found. */
function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (error !== undefined) throw error;
  if (status !== 0 && status !== 1) throw new Error(`${program}: ${stdout}${stderr}`);
  return stdout;
}
