import type { Body } from "./Body.ts";
import { inOrder } from "./inOrder.ts";
import { conditionText, type Syntax, valueText } from "./Syntax.ts";
import type { Variable } from "./Variable.ts";

/** A language with statements that are made one after the other. */
export interface Statements extends Syntax {
  /** What a variable held before the step, where it must be kept. */
  before(variable: Variable): string;
  assign(to: string, value: string): string;
  /** Lines that begin the way that is taken if the condition is true. */
  begin(condition: string): readonly string[];
  readonly otherwise: string;
  readonly end: string;
  /** The statement that does nothing; null if none is needed. */
  readonly nothing: string | null;
}

/** What a step does, as statements. */
export function bodyText(body: Body, language: Statements, indent: string): string[] {
  const lines = linesOf(body, language, indent);
  return lines.length > 0 || language.nothing === null ? lines : [indent + language.nothing];
}

function linesOf({ ways, assignments }: Body, language: Statements, indent: string): string[] {
  const { kept, assignments: ordered } = inOrder(assignments);
  const read = (variable: Variable) =>
    kept.includes(variable) ? language.before(variable) : variable.name;
  const statements = [
    ...kept.map((variable) => language.assign(language.before(variable), variable.name)),
    ...ordered.map(({ to, value }) =>
      language.assign(to.name, valueText(to, value, language, read)),
    ),
  ];
  return [
    ...(ways === null ? [] : waysText(ways, language, indent)),
    ...(statements.length === 0 ? [] : [indent + statements.join(" ")]),
  ];
}

function waysText(
  { condition, whereTrue, whereFalse }: NonNullable<Body["ways"]>,
  language: Statements,
  indent: string,
): string[] {
  const inner = `${indent}  `;
  return [
    ...language.begin(conditionText(condition, language)).map((line) => indent + line),
    ...bodyText(whereTrue, language, inner),
    indent + language.otherwise,
    ...bodyText(whereFalse, language, inner),
    indent + language.end,
  ];
}
