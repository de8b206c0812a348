import { describe, expect, it } from "vitest";
import { compiledOf, select } from "../../checks/index.ts";
import { crosscheck, peers } from "../../crosscheck/index.ts";
import type { Compiled } from "../../explorer/compile/index.ts";
import { explore } from "../../explorer/search/index.ts";
import { type Model, modelOf } from "../../export/index.ts";

// What comparing must see: a text that is not the system.

const [subject] = select({ scenarios: ["zap-race"], mappings: ["shmem"], kernels: ["6.1"] });
const compiled = compiledOf(subject).compiled as Compiled;
const exploration = explore(compiled);
const model = modelOf(compiled);

/** The model with a rule that does not wait for the page table lock. */
function withoutWaiting(): Model {
  let left = 0;
  const rules = model.rules.map((rule) => {
    const { guard } = rule;
    if (guard.kind !== "all" || left > 0) return rule;
    const kept = guard.of.filter((one) => one.kind !== "is" || !one.variable.name.endsWith("ptl"));
    if (kept.length === guard.of.length) return rule;
    left += 1;
    return { ...rule, guard: { ...guard, of: kept } };
  });
  expect(left).toBe(1);
  return { ...model, rules };
}

/** The model without its first rule. */
function withoutOneRule(): Model {
  return { ...model, rules: model.rules.slice(1) };
}

/** The model with a question that is asked the wrong way round. */
function withAnotherVerdict(): Model {
  const questions = model.questions.map((question) =>
    question.text === "no-lost-store is violated"
      ? { ...question, condition: { kind: "constant", value: true } as const }
      : question,
  );
  return { ...model, questions };
}

async function differencesOf(wrong: Model): Promise<string[][]> {
  const { others } = await crosscheck(compiled, exploration, peers, wrong);
  return others.map(({ differences }) => [...differences]);
}

describe("a text that is not the system", () => {
  it("is seen to have other transitions where a rule does not wait", async () => {
    for (const differences of await differencesOf(withoutWaiting())) {
      expect(differences.join()).toMatch(/\d+ transitions, not 909/);
    }
  });

  it("is seen to have other transitions where a rule is missing", async () => {
    for (const differences of await differencesOf(withoutOneRule())) {
      expect(differences.join()).toMatch(/\d+ transitions, not 909/);
    }
  });

  it("is seen to have another verdict", async () => {
    expect(await differencesOf(withAnotherVerdict())).toEqual(
      peers.map(() => ["“no-lost-store is violated” in some state"]),
    );
  });
});
