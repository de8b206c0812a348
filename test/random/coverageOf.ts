import type { Fields, Shape } from "../../model/language/index.ts";
import type { Outcome, SystemAst } from "./ast.ts";
import type { Comparison } from "./compareEngines.ts";

/** In how many systems each form of the language was used, and each kind of result was found. */
export class Coverage {
  readonly systems = new Map<string, number>();
  count = 0;

  add(ast: SystemAst, comparison: Comparison): void {
    this.count += 1;
    for (const name of new Set([...formsIn(ast), ...resultsIn(comparison)])) {
      this.systems.set(name, (this.systems.get(name) ?? 0) + 1);
    }
  }

  of(name: string): number {
    return this.systems.get(name) ?? 0;
  }

  /** One line for each form or result, the rarest first. */
  toString(): string {
    const lines = [...this.systems].sort((a, b) => a[1] - b[1]);
    return lines.map(([name, count]) => `${String(count).padStart(6)} ${name}`).join("\n");
  }
}

function* resultsIn(comparison: Comparison): Generator<string> {
  if (comparison.kind !== "agree") {
    yield comparison.kind;
    if (comparison.kind === "refused") yield `refused ${comparison.code}`;
    return;
  }
  const { deadlock, error, outOfScope, laws } = comparison.facts;
  yield "agree";
  if (deadlock !== null) yield "a deadlock";
  if (error !== null) yield "an error";
  if (outOfScope !== null) yield "out of scope";
  for (const [law, depth] of Object.entries(laws)) {
    const [id, what] = law.split(" ");
    const kind = id.replace(/\d+$/, "");
    yield `${kind} ${what}: ${depth === null ? "never" : depth > 1 ? "deep" : "at once"}`;
  }
  const violated = Object.keys(laws).filter((law) => law.endsWith(" violated"));
  if (violated.some((law) => laws[law] !== null)) yield "something violated";
  if (violated.some((law) => laws[law] === null)) yield "something holds";
  const { states } = comparison.naive;
  if (states >= 10) yield "10 states or more";
  if (states >= 100) yield "100 states or more";
}

/** The words for everything that a system uses. */
function* formsIn(ast: SystemAst): Generator<string> {
  yield* formsOf(ast as unknown as Json, false);
  if (ast.actors.length > 1) yield "several actors";
  if (ast.changes.some(({ isReplaced }) => isReplaced)) yield "replaceStep";
  if (ast.changes.some(({ isReplaced }) => !isReplaced)) yield "extend";
  if (ast.initialise.length > 0) yield "initialise";
  for (const procedure of ast.procedures) {
    for (const { outcome } of procedure.steps) {
      if (outcome.is === "call")
        yield* callForms(ast, { ...procedure.params, ...procedure.locals }, outcome);
    }
  }
}

function* callForms(
  { procedures }: SystemAst,
  mine: Fields,
  { procedure, next, results }: Extract<Outcome, { is: "call" }>,
): Generator<string> {
  if (next === "done") yield "tail call";
  const theirs = { ...procedures[procedure]?.params, ...procedures[procedure]?.locals };
  for (const [to, from] of results) {
    const isEqual = JSON.stringify(mine[to]) === JSON.stringify(theirs[from]);
    yield isEqual ? "result of the same shape" : "result of another shape";
  }
}

type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

const quantifiers = new Set(["some", "every", "count", "first", "is", "same", "sameField"]);

/** Each node's own word; "nested quantifiers" for one within another. */
function* formsOf(json: Json, isInside: boolean): Generator<string> {
  if (typeof json !== "object" || json === null) return;
  if (Array.isArray(json)) {
    for (const part of json as readonly Json[]) yield* formsOf(part, isInside);
    return;
  }
  const node = json as { readonly [key: string]: Json };
  if (typeof node.form === "string") yield* shapeForms(node as unknown as Shape);
  const word = node.is;
  if (typeof word === "string") {
    yield word === "binary" ? `${word} ${String(node.op)}` : word;
    if (quantifiers.has(word) && isInside) yield "nested quantifiers";
    if (word === "record" && node.spread !== null) yield "spread";
    if (word === "choose") yield* chooseForms(node);
    if (word === "assign") yield `assign a ${typeOf(node.value)}`;
  }
  const isQuantifier = typeof word === "string" && quantifiers.has(word);
  for (const part of Object.values(node)) yield* formsOf(part, isInside || isQuantifier);
}

function typeOf(value: Json): string {
  if (typeof value === "object" && value !== null && "is" in value) return String(value.is);
  return "value";
}

function* chooseForms({ options }: { readonly [key: string]: Json }): Generator<string> {
  const text = JSON.stringify(options);
  if (text.includes('"filter"')) yield "choose filtered";
  if (text === '{"is":"list","items":[]}') yield "choose nothing";
}

function* shapeForms(shape: Shape): Generator<string> {
  yield "isLock" in shape ? `shape lock ${shape.form}` : `shape ${shape.form}`;
  if (shape.form === "array") {
    yield `array of ${shape.element.form}`;
    if (shape.domain === "Z") yield "array of nothing";
  }
  if (shape.form === "index" && shape.domain === "Z") yield "index of nothing";
  if (shape.form !== "union") return;
  for (const fields of Object.values(shape.variants)) {
    for (const { form } of Object.values(fields)) yield `${form} in a union`;
  }
}
