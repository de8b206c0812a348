import { type Compiled, compile, contentOf } from "../../explorer/compile/index.ts";
import { exploreNaively, type NaiveExploration } from "../../explorer/reference/index.ts";
import { type Exploration, explore } from "../../explorer/search/index.ts";
import { LanguageError, type LanguageErrorCode, type System } from "../../model/language/index.ts";
import { differenceOf, type Facts, factsOf, naiveFactsOf, takenBy } from "./Facts.ts";
import { Runs } from "./Runs.ts";

/** What came of comparing the compiled search with the reference on one system. */
export type Comparison =
  | { readonly kind: "agree"; readonly naive: NaiveExploration; readonly facts: Facts }
  /** Both refuse it, or the compiler does for what no run reaches. */
  | { readonly kind: "refused"; readonly code: LanguageErrorCode }
  | { readonly kind: "skipped"; readonly why: "states" | "paths" }
  | { readonly kind: "differ"; readonly what: string };

/** What the compiler refuses wherever it is written, the reference only where it is run. */
const refusedUnseen: ReadonlySet<LanguageErrorCode> = new Set<LanguageErrorCode>([
  "label",
  "recursion",
  "argument",
  "query-writes",
  "choice",
  "change",
  "declaration",
  "unset",
]);

/** Compares states, transitions, depths, verdicts, refusals and runs of both engines, passes off. */
export function compareEngines(system: System, maxStates: number): Comparison {
  const naive = orRefused(() => exploreNaively(system, { maxStates }));
  if (!(naive instanceof LanguageError) && !naive.complete) {
    return { kind: "skipped", why: "states" };
  }
  const compiled = orRefused(() => compile(system));
  if (compiled instanceof LanguageError) return refused(compiled.code, naive);
  if (naive instanceof LanguageError) {
    return differ(`the reference refuses [${naive.code}], the compiler does not`);
  }
  const facts = naiveFactsOf(naive);
  const what =
    searchesDiffer(system, compiled, naive, facts, 2 * maxStates) ??
    purityDiffers(system, compiled);
  return what === null ? { kind: "agree", naive, facts } : differ(what);
}

function differ(what: string): Comparison {
  return { kind: "differ", what };
}

function refused(code: LanguageErrorCode, naive: NaiveExploration | LanguageError): Comparison {
  if (code === "paths") return { kind: "skipped", why: "paths" };
  const isSame = naive instanceof LanguageError && naive.code === code;
  if (isSame || refusedUnseen.has(code)) return { kind: "refused", code };
  const other = naive instanceof LanguageError ? `refuses [${naive.code}]` : "does not";
  return differ(`the compiler refuses [${code}], the reference ${other}`);
}

/** Refusals are results; everything else that is thrown is a fault of an engine. */
function orRefused<T>(body: () => T): T | LanguageError {
  try {
    return body();
  } catch (thrown) {
    if (thrown instanceof LanguageError) return thrown;
    throw thrown;
  }
}

/** Every way of searching must find what the reference finds. */
function searchesDiffer(
  system: System,
  compiled: Compiled,
  naive: NaiveExploration,
  facts: Facts,
  maxStates: number,
): string | null {
  for (const engine of ["wasm", "js"] as const) {
    for (const sleep of [true, false]) {
      const exploration = explore(compiled, { maxStates, sleep, engine });
      const what =
        (exploration.engine === engine ? null : "there is none") ??
        difference(compiled, exploration, naive) ??
        differenceOf(factsOf(exploration), facts, true) ??
        runsDiffer(system, compiled, exploration);
      if (what !== null) return `${engine}, ${sleep ? "with" : "without"} sleep: ${what}`;
    }
  }
  return null;
}

function difference(
  compiled: Compiled,
  exploration: Exploration,
  naive: NaiveExploration,
): string | null {
  const contents = new Set<string>();
  for (const words of exploration.table.all()) {
    contents.add(JSON.stringify(contentOf(compiled, words)));
  }
  return (
    setsDiffer("states", contents, naive.contents) ??
    setsDiffer("steps", takenBy(compiled, exploration), naive.taken) ??
    countsDiffer("states", exploration.states, naive.states) ??
    countsDiffer("transitions", exploration.transitions, naive.transitions) ??
    countsDiffer("depth", exploration.depth, naive.depth)
  );
}

function countsDiffer(what: string, compiled: number, naive: number): string | null {
  return compiled === naive ? null : `${what}: ${compiled} compiled, ${naive} on the reference`;
}

function setsDiffer(
  what: string,
  compiled: ReadonlySet<string>,
  naive: ReadonlySet<string>,
): string | null {
  const more = [...compiled].filter((one) => !naive.has(one));
  const less = [...naive].filter((one) => !compiled.has(one));
  if (more.length + less.length === 0) return null;
  const shown = [
    ...more.map((one) => `only compiled: ${one}`),
    ...less.map((one) => `missing: ${one}`),
  ];
  return `${what}: ${more.length} only compiled, ${less.length} missing\n${shown.slice(0, 4).join("\n")}`;
}

function runsDiffer(system: System, compiled: Compiled, exploration: Exploration): string | null {
  try {
    return new Runs(system, compiled, exploration).difference();
  } catch (thrown) {
    return `runs: ${String(thrown)}`;
  }
}

function purityDiffers(system: System, compiled: Compiled): string | null {
  const twice = orRefused(() => compile(system, { checkPurity: true }));
  if (twice instanceof LanguageError) return `purity: refused [${twice.code}] ${twice.what}`;
  const [once, again] = [compiled.code, twice.code].map(withoutNumbers);
  return once === again ? null : "purity: other code when every path is run twice";
}

/** Queries by the order in which code names them: their numbers are those of all trees that were tried. */
function withoutNumbers(code: string): string {
  const names = new Map<string, string>();
  return code.replaceAll(/\bq\d+\b/g, (name) => {
    const found = names.get(name) ?? `query${names.size}`;
    names.set(name, found);
    return found;
  });
}
