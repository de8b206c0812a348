import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answers } from "../../crosscheck/answers.ts";
import { crosscheck, peers } from "../../crosscheck/index.ts";
import { allPasses, type Compiled, compile, noPasses } from "../../explorer/compile/index.ts";
import { type Exploration, explore } from "../../explorer/search/index.ts";
import { type Ask, type Model, modelOf } from "../../export/index.ts";
import { keptIn } from "../../export/inOrder.ts";
import { LanguageError, type System } from "../../model/language/index.ts";
import { buildSystem } from "../random/buildSystem.ts";
import { Systems } from "../random/generate/index.ts";
import { twoAtOnce } from "./twoAtOnce.ts";

// Systems that use the whole language, and come to everything that a search can say.

interface Picked {
  readonly compiled: Compiled;
  readonly exploration: Exploration;
  readonly model: Model;
}

const asks: readonly Ask[] = [
  "violated",
  "antecedent",
  "asked",
  "reached",
  "throws",
  "deadlock",
  "error",
  "out of scope",
];

/** Of many systems the first ones that have something seen, or not seen, that none before had. */
function pickedOf(systems: readonly System[]): Picked[] {
  const news = new Set<string>();
  return systems.flatMap((system, at) => {
    const picked = searched(system, at);
    if (picked === null) return [];
    const seen = answers(picked.model, picked.compiled, picked.exploration);
    const kinds = [
      ...picked.model.questions.map(({ ask, text }) => `${ask} ${seen.has(text)}`),
      ...(picked.compiled.starts.length > 0 ? ["starts"] : []),
      ...(picked.model.rules.some(({ body }) => body.ways !== null) ? ["ways"] : []),
      ...(picked.model.rules.some(({ body }) => keptIn(body).length > 0) ? ["kept"] : []),
    ].map((kind) => `${kind}, ${at % 2 === 0}`);
    const isNew = kinds.some((kind) => !news.has(kind));
    for (const kind of kinds) news.add(kind);
    return isNew ? [picked] : [];
  });
}

/** Every other one with passes; null where it is refused, too small or too large. */
function searched(system: System, at: number): Picked | null {
  try {
    const compiled = compile(system, { passes: at % 2 === 0 ? allPasses : noPasses });
    const exploration = explore(compiled, { maxStates: 3_000 });
    if (exploration.bound === "states" || exploration.states < 10) return null;
    return { compiled, exploration, model: modelOf(compiled) };
  } catch (error) {
    if (error instanceof LanguageError) return null;
    throw error;
  }
}

describe("random systems", () => {
  const picked = pickedOf(
    fc.sample(new Systems(), { seed: 1, numRuns: 300 }).map((ast) => buildSystem(ast)),
  );

  it("come to everything that a search can say", () => {
    const seen = picked.flatMap(({ model, compiled, exploration }) => {
      const texts = answers(model, compiled, exploration);
      return model.questions.filter(({ text }) => texts.has(text)).map(({ ask }) => ask);
    });
    expect(asks.filter((ask) => !seen.includes(ask))).toEqual([]);
    const rules = picked.flatMap(({ model }) => model.rules);
    expect(rules.filter(({ body }) => keptIn(body).length > 0)).not.toEqual([]);
  });

  it("are the same to SPIN and Rumur", async () => {
    const found = await twoAtOnce(picked, ({ compiled, exploration, model }) =>
      crosscheck(compiled, exploration, peers, model),
    );
    const differences = found.flatMap(({ model, others }) =>
      others.flatMap((one) =>
        one.differences.map((what) => `${model.name}, ${one.engine}: ${what}`),
      ),
    );
    expect(differences).toEqual([]);
    expect(found.length).toBeGreaterThan(5);
  });
});
