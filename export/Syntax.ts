import type { Condition, Definition } from "./Condition.ts";
import type { Value } from "./Value.ts";
import type { Variable } from "./Variable.ts";

/** How a language writes conditions and values. */
export interface Syntax {
  readonly yes: string;
  readonly no: string;
  readonly and: string;
  readonly or: string;
  readonly not: string;
  readonly equals: string;
  readonly differs: string;
  /** What a variable holds. */
  variable(variable: Variable): string;
  /** Another condition. */
  named(definition: Definition): string;
  choice(condition: string, then: string, otherwise: string): string;
}

/** A condition as text; in brackets where it stands beside something else. */
export function conditionText(condition: Condition, syntax: Syntax, isPart = false): string {
  const inner = (one: Condition) => conditionText(one, syntax, true);
  switch (condition.kind) {
    case "constant":
      return condition.value ? syntax.yes : syntax.no;
    case "is": {
      const { variable, codes, isNot } = condition;
      const each = codes.map(
        (code) =>
          `${syntax.variable(variable)} ${isNot ? syntax.differs : syntax.equals} ${codeText(variable, code)}`,
      );
      return bracketed(each, isNot ? syntax.and : syntax.or, isPart);
    }
    case "not":
      return `${syntax.not}${condition.of.kind === "named" ? inner(condition.of) : `(${conditionText(condition.of, syntax)})`}`;
    case "all":
      return bracketed(condition.of.map(inner), syntax.and, isPart);
    case "any":
      return bracketed(condition.of.map(inner), syntax.or, isPart);
    case "named":
      return syntax.named(condition.definition);
  }
}

function bracketed(parts: readonly string[], by: string, isPart: boolean): string {
  const text = parts.join(` ${by} `);
  return isPart && parts.length > 1 ? `(${text})` : text;
}

/** A code of a variable: the constant that stands for it, or the number. */
function codeText({ constants }: Variable, code: number): string {
  return constants[code] ?? String(code);
}

/** A value as text; `read` says what a variable held before. */
export function valueText(
  to: Variable,
  value: Value,
  syntax: Syntax,
  read: (variable: Variable) => string = syntax.variable,
): string {
  switch (value.kind) {
    case "code":
      return codeText(to, value.code);
    case "variable":
      return read(value.variable);
    case "table":
      return tableText(to, read(value.variable), value.table, syntax);
  }
}

/** Of a counter a sum; else one choice after the other. */
function tableText(to: Variable, from: string, table: readonly number[], syntax: Syntax): string {
  const entries = [...table.entries()].filter(([, code]) => code >= 0);
  const [[first, value]] = entries;
  const by = value - first;
  if (entries.every(([code, into]) => into === code + by)) {
    return `${from} ${by < 0 ? "-" : "+"} ${Math.abs(by)}`;
  }
  const [last, ...others] = entries.reverse();
  return others.reduce(
    (otherwise, [code, into]) =>
      syntax.choice(`${from} ${syntax.equals} ${code}`, codeText(to, into), otherwise),
    codeText(to, last[1]),
  );
}

/** What a variable is in the model, and what its codes mean. */
export function variableNote({ path, name, meanings }: Variable): string {
  const words = meanings?.map((text, code) => `${code} ${text}`).join(", ");
  const said = [...(path === name ? [] : [path]), ...(words === undefined ? [] : [words])];
  return said.join(": ");
}

/** The constants of some variables, with their codes, each once. */
export function constantsOf(variables: readonly Variable[]): ReadonlyMap<string, number> {
  return new Map(
    variables.flatMap(({ constants }) =>
      constants.map((name, code): [string, number] => [name, code]),
    ),
  );
}

/** A text as part of a comment, in every language: it ends none, and stays on its line. */
export function commentText(text: string): string {
  return text.replaceAll(/([*(])(?=[/)*])/g, "$1 ").replaceAll(/[^ -~]/g, "?");
}

/** A text in double quotes that every language takes. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, "'").replaceAll(/[^ -~]/g, "?")}"`;
}
