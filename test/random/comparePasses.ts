import {
  allPasses,
  compile,
  keepingSteps,
  noPasses,
  type Passes,
  passNames,
} from "../../explorer/compile/index.ts";
import { explore } from "../../explorer/search/index.ts";
import { LanguageError, type System } from "../../model/language/index.ts";
import { differenceOf, type Facts, factsOf } from "./Facts.ts";
import { Runs } from "./Runs.ts";

/** A choice of passes, in words. */
function wordsOf(passes: Passes): string {
  const on = passNames.filter((name) => passes[name]);
  return on.length === passNames.length ? "all passes" : `passes ${on.join(", ")}`;
}

/** All passes, all that keep steps, and some more that `seed` picks: every one alone when `isThorough`. */
export function passesToTry(seed: number, isThorough: boolean): Passes[] {
  const subset = passNames.map((name, at) => [name, ((seed >>> at) & 1) === 1] as const);
  const some = isThorough ? passNames : [passNames[seed % passNames.length]];
  return [
    allPasses,
    keepingSteps(allPasses),
    ...some.map((name) => ({ ...noPasses, [name]: true })),
    { ...noPasses, ...Object.fromEntries(subset) },
  ];
}

/** Where a search with passes disagrees with what one without found; null if it does not. */
export function comparePasses(
  system: System,
  plain: Facts,
  passes: Passes,
  maxStates: number,
): string | null {
  try {
    return difference(system, plain, passes, maxStates);
  } catch (thrown) {
    if (thrown instanceof LanguageError && thrown.code === "paths") return null;
    return `${wordsOf(passes)}: ${String(thrown)}`;
  }
}

function difference(
  system: System,
  plain: Facts,
  passes: Passes,
  maxStates: number,
): string | null {
  const compiled = compile(system, { passes });
  const exploration = explore(compiled, { maxStates: 2 * maxStates });
  if (exploration.bound === "states") return `${wordsOf(passes)}: more states than without`;
  const isExact = !(passes.fuseOwn || passes.fuseReleases || passes.fuseStarts);
  const what =
    differenceOf(factsOf(exploration), plain, isExact) ??
    new Runs(system, compiled, exploration).difference();
  return what === null ? null : `${wordsOf(passes)}: ${what}`;
}
