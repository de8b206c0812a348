import type { Body } from "./Body.ts";
import { definitionsIn } from "./definitionsIn.ts";
import { conditionsOf, type Model, type Question, type Rule } from "./Model.ts";
import type { Options } from "./Options.ts";
import {
  commentText,
  conditionText,
  constantsOf,
  type Syntax,
  valueText,
  variableNote,
} from "./Syntax.ts";
import type { Variable } from "./Variable.ts";

// The state is one record: what a step does not change needs no word. Of TLA+ only what any version of TLC
// has; nothing is written as a list of junctions, in which indentation would mean something.

const tla: Syntax = {
  yes: "TRUE",
  no: "FALSE",
  and: "/\\",
  or: "\\/",
  not: "~",
  equals: "=",
  differs: "/=",
  variable: ({ name }) => `s.${name}`,
  named: ({ name }) => name,
  choice: (condition, then, otherwise) => `(IF ${condition} THEN ${then} ELSE ${otherwise})`,
};

/** The model for TLC, with the name of its module, which must be that of its file. */
export function toTla(model: Model, { header }: Options, module: string): string {
  const { variables, definitions, rules, questions } = model;
  const used = definitionsIn([
    ...rules.flatMap(conditionsOf),
    ...questions.map(({ condition }) => condition),
  ]);
  return `${[
    `---- MODULE ${module} ----`,
    ...header.map((line) => `\\* ${commentText(line)}`),
    "\\*",
    `\\* java -jar tla2tools.jar -workers auto -config ${module}.cfg ${module}`,
    "\\* with a configuration of: INIT Init, NEXT Next, CHECK_DEADLOCK FALSE, and of the invariants at the end those",
    "\\* that are asked for. TLC's states generated are transitions, and one more: the initial state.",
    "EXTENDS Naturals",
    "VARIABLE s",
    "",
    ...[...constantsOf(variables)].map(([name, code]) => `${name} == ${code}`),
    "",
    "Init == s = [",
    variables.map(fieldText).join("\n"),
    "  ]",
    "",
    ...definitions
      .filter((one) => used.has(one))
      .map(({ name, condition }) => `${name} == ${conditionText(condition, tla)}`),
    "",
    ...rules.flatMap(actionText),
    "",
    `Next == ${rules.length === 0 ? "FALSE /\\ s' = s" : rules.map(({ name }) => name).join(" \\/\n  ")}`,
    "",
    ...questions.flatMap(({ text, condition }, at) => [
      `\\* not: ${commentText(text)}`,
      `${invariantName(at)} == ~(${conditionText(condition, tla)})`,
    ]),
    "====",
  ].join("\n")}\n`;
}

/** A configuration in which these questions are invariants: what they ask is in no state. */
export function tlaConfig({ questions }: Model, isAsked: (question: Question) => boolean): string {
  const asked = [...questions.keys()].filter((at) => isAsked(questions[at])).map(invariantName);
  return `${[
    "INIT Init",
    "NEXT Next",
    "CHECK_DEADLOCK FALSE",
    ...asked.map((name) => `INVARIANT ${name}`),
  ].join("\n")}\n`;
}

/** The invariant that says that what a question asks is in no state, by the question's place. */
export function invariantName(at: number): string {
  return `Never_${at}`;
}

function fieldText(variable: Variable, at: number, all: readonly Variable[]): string {
  const note = variableNote(variable);
  const comma = at === all.length - 1 ? "" : ",";
  return `    ${variable.name} |-> ${variable.initial}${comma}${note === "" ? "" : ` \\* ${commentText(note)}`}`;
}

function actionText({ name, what, guard, body }: Rule): string[] {
  return [
    `\\* ${commentText(what)}`,
    `${name} ==`,
    // Not with /\: TLC would take each side of a \/ in the guard for an action, and count it.
    `  IF ${conditionText(guard, tla)}`,
    `  THEN s' = ${afterText(body, "  ")}`,
    "  ELSE FALSE",
  ];
}

/** The state after a step, as an expression. */
function afterText({ ways, assignments }: Body, indent: string): string {
  const inner = `${indent}  `;
  const from =
    ways === null
      ? "s"
      : `(IF ${conditionText(ways.condition, tla)}\n${inner}THEN ${afterText(ways.whereTrue, inner)}\n${inner}ELSE ${afterText(ways.whereFalse, inner)})`;
  if (assignments.length === 0) return from;
  const changes = assignments.map(({ to, value }) => `!.${to.name} = ${valueText(to, value, tla)}`);
  return `[${from} EXCEPT ${changes.join(", ")}]`;
}
