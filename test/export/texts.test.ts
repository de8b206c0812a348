import { describe, expect, it } from "vitest";
import { compiledOf, select } from "../../checks/index.ts";
import { peterson } from "../../examples/peterson.ts";
import { allPasses, type Compiled, compile } from "../../explorer/compile/index.ts";
import { modelOf, tlaConfig, toMurphi, toPromela, toTla } from "../../export/index.ts";

const options = { header: ["Peterson's algorithm"], stops: false };
const small = modelOf(compile(peterson()) as Compiled);

describe("the text of a small system", () => {
  it("is Promela", async () => {
    await expect(toPromela(small, options)).toMatchFileSnapshot("../golden/peterson.pml");
  });

  it("is Murphi, here with invariants that end the run", async () => {
    const text = toMurphi(small, { ...options, stops: true });
    await expect(text).toMatchFileSnapshot("../golden/peterson.m");
  });

  it("is TLA+", async () => {
    await expect(toTla(small, options, "peterson")).toMatchFileSnapshot("../golden/peterson.tla");
    const asked = tlaConfig(small, ({ isWrong }) => isWrong);
    expect(asked.split("\n").filter((line) => line.startsWith("INVARIANT")).length).toBe(
      small.questions.filter(({ isWrong }) => isWrong).length,
    );
  });
});

describe("the TLA+ of a scenario", () => {
  const [subject] = select({ scenarios: ["zap-race"], mappings: ["shmem"], kernels: ["6.12"] });
  const model = modelOf(compiledOf(subject, allPasses).compiled as Compiled);
  const text = toTla(model, options, "zap_race");
  const plain = text.replaceAll(/\\\*.*$/gm, "").replaceAll(/-{4}.*$/gm, "");

  it("defines every word that it uses, once, before it is used", () => {
    const keywords = new Set(
      "IF THEN ELSE EXCEPT EXTENDS Naturals VARIABLE TRUE FALSE s".split(" "),
    );
    const defined = new Set<string>();
    const unknown: string[] = [];
    for (const part of plain.split(/^(?=\w+ ==)/m)) {
      const [, name] = /^(\w+) ==/.exec(part) ?? [];
      const words = part.replaceAll(/!?\.\w+|\w+ (?:==|\|->)/g, "").match(/[A-Za-z_]\w*/g) ?? [];
      unknown.push(...words.filter((word) => !keywords.has(word) && !defined.has(word)));
      if (name === undefined) continue;
      if (defined.has(name)) unknown.push(`${name} twice`);
      defined.add(name);
    }
    expect(unknown).toEqual([]);
    expect(defined.size).toBeGreaterThan(100);
  });

  it("has every field of its state at the start, and no other", () => {
    const fields = [...plain.matchAll(/(\w+) \|->/g)].map(([, name]) => name);
    const used = [...plain.matchAll(/(?:\bs|!)\.(\w+)/g)].map(([, name]) => name);
    expect(fields).toEqual(model.variables.map(({ name }) => name));
    expect(used.filter((name) => !fields.includes(name))).toEqual([]);
  });

  it("closes what it opens", () => {
    const many = (one: string) => plain.split(one).length;
    expect([many("("), many("[")]).toEqual([many(")"), many("]")]);
  });
});
