import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkSystem, select } from "../checks/index.ts";
import { invariants } from "../invariants/index.ts";
import { kernelNames } from "../model/kernels.ts";
import { invariantsPage } from "../render/index.ts";
import { runCli } from "./cli/runCli.ts";

const readme = readFileSync("README.md", "utf8");

describe("the documentation", () => {
  it("docs/invariants.md is what npm run docs makes", () => {
    const rows = select({}).flatMap((subject) => checkSystem(subject).rows);
    expect(readFileSync("docs/invariants.md", "utf8")).toBe(
      invariantsPage(invariants, kernelNames, rows),
    );
  });

  it("README shows what the commands really print", () => {
    const shown = [...readme.matchAll(/```console\n\$ npx ptecheck ([^\n]+)\n([\s\S]*?)```/g)];
    expect(shown.length).toBeGreaterThan(0);
    for (const [, args, output] of shown) {
      const { out } = runCli(...args.split(" "));
      for (const line of output.trim().split("\n")) {
        if (line !== "…") expect(withoutTimes(out)).toContain(withoutTimes(line).trimEnd());
      }
    }
  });

  it("README says why each dependency is there", () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
    for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
      expect(readme).toContain(`\`${name}\``);
    }
  });

  it("links only to files that exist", () => {
    const pages = ["README.md", "CONTRIBUTING.md", "model/README.md"];
    for (const page of pages) {
      const base = page.includes("/") ? page.slice(0, page.lastIndexOf("/") + 1) : "";
      for (const [, target] of readFileSync(page, "utf8").matchAll(/\]\((?!http)([^)#]+)/g)) {
        expect(existsSync(`${base}${target}`), `${page}: ${target}`).toBe(true);
      }
    }
  });
});

function withoutTimes(text: string): string {
  return text.replaceAll(/\d+\.\d\d s/g, "… s");
}
