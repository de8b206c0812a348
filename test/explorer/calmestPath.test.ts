import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findScenario, subjectOf } from "../../checks/index.ts";
import { bakery } from "../../examples/bakery.ts";
import { allPasses, compile, keepingSteps, noPasses } from "../../explorer/compile/index.ts";
import { Reference, type ReferenceStep, type RunState } from "../../explorer/reference/index.ts";
import { calmestPath, exploreLevels, locationOf, type Move } from "../../explorer/search/index.ts";
import { LanguageError, type System } from "../../model/language/index.ts";
import { systemOf } from "../../scenarios/index.ts";
import { buildSystem } from "../random/buildSystem.ts";
import { Systems } from "../random/generate/index.ts";

/** A run on the reference, with nothing of the compiler in it. */
interface Run {
  readonly steps: readonly ReferenceStep[];
  readonly state: RunState;
}

/** More than so many runs of one length are not looked at. */
const mostRuns = 1_000;

/** Every run of that length that ends in what is asked for; null if there are too many. */
function everyRun(reference: Reference, id: string, length: number): Run[] | null {
  let runs: Run[] = [{ steps: [], state: reference.initial }];
  const found: Run[] = [];
  for (let taken = 0; taken < length; taken += 1) {
    const longer: Run[] = [];
    for (const { steps, state } of runs) {
      for (const step of reference.successors(state)) {
        const { outcome } = step;
        const isLast = taken + 1 === length;
        if (isLast && isEnd(reference, id, state, step)) {
          found.push({ steps: [...steps, step], state });
        } else if (!isLast && outcome.kind === "taken") {
          longer.push({ steps: [...steps, step], state: outcome.after });
        }
      }
    }
    if (longer.length > mostRuns) return null;
    runs = longer;
  }
  return found;
}

/** Is a run over, for what is asked, when this step is taken? */
function isEnd(reference: Reference, id: string, before: RunState, step: ReferenceStep): boolean {
  const { outcome, procedure } = step;
  if (id === "error") return outcome.kind === "error";
  if (outcome.kind !== "taken") return false;
  const { after } = outcome;
  if (id === "deadlock") {
    return !reference.isFinished(after) && reference.successors(after).length === 0;
  }
  const property = reference.system.properties.find((one) => one.id === id);
  if (property === undefined) throw new Error(id);
  if (property.over === "states") return !reference.look(after, (now) => property.holds(now));
  if (!property.procedures.some((one) => reference.effective(one) === procedure)) return false;
  return !reference.lookAtStep(before, after, (then, now) => property.holds(then, now));
}

type Taken = Pick<Move, "actor" | "choices">;

/** Changes of actor, noisy steps, then who and what, in order. */
function rank(moves: readonly Taken[], isNoisy: (actor: number) => boolean): number[] {
  const switches = moves.filter(({ actor }, at) => at > 0 && moves[at - 1].actor !== actor).length;
  const noise = moves.filter(({ actor }) => isNoisy(actor)).length;
  return [switches, noise, ...moves.flatMap(({ actor, choices }) => [actor, ...choices])];
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((one, place) => one !== b[place]);
  return at < 0 ? 0 : a[at] - (b[at] ?? -1);
}

/** What was compared. */
const seen = { compared: 0, several: 0, calmer: 0, states: 0, steps: 0, deadlock: 0, error: 0 };

/** Compares the calmest run to all that is wrong with a system with every run of that length. */
function compare(system: System, isNoisy: (name: string) => boolean): void {
  const reference = new Reference(system);
  const noisy = (actor: number) => isNoisy(system.actors[actor].name);
  const searches = [noPasses, keepingSteps(allPasses)].map((passes) =>
    exploreLevels(compile(system, { passes }), { maxStates: 400 }),
  );
  const ids = [...system.properties.map(({ id }) => id), "deadlock", "error"];
  for (const id of ids) {
    const { exploration } = searches[0];
    const thrown = exploration.properties.some((one) => one.id === id && one.error !== null);
    if (locationOf(exploration, id) === null || thrown || exploration.bound === "states") continue;
    const [moves, passed] = searches.map((search) => calmestPath(search, id, isNoisy) ?? []);
    if (moves.length === 0) continue;
    const shorter = Array.from({ length: moves.length - 1 }, (_, at) => at + 1);
    expect(shorter.flatMap((length) => everyRun(reference, id, length) ?? [])).toEqual([]);
    const runs = everyRun(reference, id, moves.length);
    if (runs === null) continue;
    const ranks = runs.map(({ steps }) => rank(steps, noisy)).sort(inOrder);
    const found = rank(moves, noisy);
    expect(found).toEqual(ranks[0]);
    expect(rank(passed, noisy)).toEqual(found);
    count(id, system, runs.length, ranks[ranks.length - 1][0] > found[0]);
  }
}

function count(id: string, { properties }: System, runs: number, isCalmer: boolean): void {
  const over = properties.find((property) => property.id === id)?.over;
  seen.compared += 1;
  if (runs > 1) seen.several += 1;
  if (isCalmer) seen.calmer += 1;
  seen[over ?? (id as "deadlock" | "error")] += 1;
}

describe("the calmest of all shortest runs", () => {
  it("is the best of every run of its length, on random systems, with passes and without", () => {
    for (const ast of fc.sample(new Systems(), { seed: 20_261_124, numRuns: 200 })) {
      try {
        compare(buildSystem(ast), (name) => name.endsWith("1"));
      } catch (error) {
        if (!(error instanceof LanguageError)) throw error; // Such a system is refused.
      }
    }
    // Otherwise this shows nothing.
    expect(seen.compared).toBeGreaterThan(80);
    expect(seen.several).toBeGreaterThan(60);
    expect(seen.calmer).toBeGreaterThan(12);
    for (const kind of ["states", "steps", "deadlock", "error"] as const) {
      expect([kind, seen[kind] > 10]).toEqual([kind, true]);
    }
  });

  it("is null where nothing is wrong", () => {
    const search = exploreLevels(compile(bakery(2, 3) as System), {});
    const [{ id }] = (bakery(2, 3) as System).properties;
    expect(calmestPath(search, id, () => false)).toBeNull();
    expect(calmestPath(search, "deadlock", () => false)).toBeNull();
  });

  it("has the same bytes in 20 runs", () => {
    const { scenario, kernel, mapping, invariants } = subjectOf(
      findScenario("fork-copied"),
      "6.12",
      "shmem",
      null,
    );
    const system = systemOf(scenario, kernel, mapping, invariants);
    const found = Array.from({ length: 20 }, () => {
      const search = exploreLevels(compile(system as System), {
        until: ["writable-implies-dirty"],
      });
      return JSON.stringify(
        calmestPath(search, "writable-implies-dirty", (name) => name === "hardware"),
      );
    });
    expect(new Set(found).size).toBe(1);
  });
});
