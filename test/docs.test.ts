import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { checkAll, select } from "../checks/index.ts";
import { traceSchemaName } from "../counterexamples/index.ts";
import { invariants } from "../invariants/index.ts";
import { defaultKernels } from "../model/kernels/index.ts";
import { invariantsPage } from "../render/index.ts";
import { runCli } from "./cli/runCli.ts";

const readme = readFileSync("README.md", "utf8");

describe("the documentation", () => {
  it("docs/invariants.md is what npm run docs makes", () => {
    const rows = [...checkAll(select({}), { traces: false })].flatMap((result) => result.rows);
    expect(readFileSync("docs/invariants.md", "utf8")).toBe(
      invariantsPage(invariants, defaultKernels, rows),
    );
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
