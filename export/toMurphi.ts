import { bodyText, type Statements } from "./bodyText.ts";
import { definitionsIn } from "./definitionsIn.ts";
import { keptIn } from "./inOrder.ts";
import { conditionsOf, type Model, type Question, type Rule } from "./Model.ts";
import type { Options } from "./Options.ts";
import { commentText, conditionText, constantsOf, quoted, variableNote } from "./Syntax.ts";
import type { Variable } from "./Variable.ts";

const murphi: Statements = {
  yes: "true",
  no: "false",
  and: "&",
  or: "|",
  not: "!",
  equals: "=",
  differs: "!=",
  variable: ({ name }) => name,
  named: ({ name }) => `${name}()`,
  choice: (condition, then, otherwise) => `(${condition} ? ${then} : ${otherwise})`,
  before: ({ name }) => `before_${name}`,
  assign: (to, value) => `${to} := ${value};`,
  begin: (condition) => [`if ${condition} then`],
  otherwise: "else",
  end: "end;",
  nothing: null,
};

/** The model for Rumur, and for other Murphis if they know `cover`. */
export function toMurphi(model: Model, { header, stops }: Options): string {
  const { variables, definitions, rules, questions } = model;
  const used = definitionsIn([
    ...rules.flatMap(conditionsOf),
    ...questions.map(({ condition }) => condition),
  ]);
  return `${[
    ...header.map((line) => `-- ${commentText(line)}`),
    "--",
    "-- rumur --deadlock-detection off --output FILE.c FILE && gcc -O2 -mcx16 -o pan FILE.c -lpthread && ./pan",
    "-- (A deadlock is asked for below: states in which all have finished are none.)",
    stops
      ? "-- The run ends where an invariant is violated."
      : "-- Everything is a cover: how often it was seen is told at the end, and nothing ends the run.",
    "",
    "const",
    ...[...constantsOf(variables)].map(([name, code]) => `  ${name}: ${code};`),
    "var",
    ...variables.map(declaration),
    "",
    ...definitions
      .filter((one) => used.has(one))
      .map(
        ({ name, condition }) =>
          `function ${name}(): boolean; begin return ${conditionText(condition, murphi)}; end;`,
      ),
    "",
    'startstate "start" begin',
    ...variables.map(({ name, initial }) => `  ${name} := ${initial};`),
    "end;",
    "",
    ...rules.flatMap(ruleText),
    "",
    ...questions.map((one) => property(one, stops)),
  ].join("\n")}\n`;
}

function declaration(variable: Variable): string {
  const note = variableNote(variable);
  return `  ${variable.name}: 0..${variable.size - 1};${note === "" ? "" : ` -- ${commentText(note)}`}`;
}

function property({ text, condition, isWrong }: Question, stops: boolean): string {
  const asked = conditionText(condition, murphi);
  return stops && isWrong
    ? `invariant ${quoted(`not: ${text}`)} !(${asked});`
    : `cover ${quoted(text)} ${asked};`;
}

function ruleText({ what, guard, body }: Rule): string[] {
  const kept = keptIn(body).map(
    (variable) => `  ${murphi.before(variable)}: 0..${variable.size - 1};`,
  );
  return [
    `rule ${quoted(what)}`,
    `  ${conditionText(guard, murphi)} ==>`,
    ...(kept.length === 0 ? [] : ["var", ...kept]),
    "begin",
    ...bodyText(body, murphi, "  "),
    "end;",
  ];
}
