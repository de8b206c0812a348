import { bodyText, type Statements } from "./bodyText.ts";
import type { Definition } from "./Condition.ts";
import { definitionsIn } from "./definitionsIn.ts";
import { keptIn } from "./inOrder.ts";
import { conditionsOf, type Model, type Question, type Rule } from "./Model.ts";
import type { Options } from "./Options.ts";
import {
  commentText,
  conditionText,
  constantsOf,
  quoted,
  type Syntax,
  variableNote,
} from "./Syntax.ts";
import { split } from "./split.ts";
import type { Variable } from "./Variable.ts";

// A step is one d_step whose first statement is its whole condition. Questions become C, which is asked
// once in each state from an option that is never taken: in Promela each would be a transition.

/** SPIN takes no d_step of more than 2,048; what it makes of one statement may be two. */
const mostStatements = 800;

const promela: Statements = {
  yes: "true",
  no: "false",
  and: "&&",
  or: "||",
  not: "!",
  equals: "==",
  differs: "!=",
  variable: ({ name }) => name,
  named: ({ name }) => name,
  choice: (condition, then, otherwise) => `(${condition} -> ${then} : ${otherwise})`,
  before: ({ name }) => `ptecheck_before_${name}`,
  assign: (to, value) => `${to} = ${value};`,
  begin: (condition) => ["if", `:: ${condition} ->`],
  otherwise: ":: else ->",
  end: "fi;",
  nothing: "skip",
};

const c: Syntax = {
  ...promela,
  yes: "1",
  no: "0",
  variable: ({ name }) => `now.${name}`,
  named: ({ name }) => `${functionOf(name)}()`,
};

function functionOf(name: string): string {
  return `c_${name}`;
}

/** The model for SPIN: see the head of the text for how to run it. */
export function toPromela(model: Model, { header, stops }: Options): string {
  const { variables, definitions, rules, questions } = model;
  const used = definitionsIn(rules.flatMap(conditionsOf));
  const asked = definitionsIn(questions.map(({ condition }) => condition));
  const kept = new Set(rules.flatMap(({ body }) => keptIn(body)));
  return `${[
    "/*",
    ...header.map((line) => ` * ${commentText(line)}`),
    " *",
    " * spin -o2 -a FILE && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -E -m1000000",
    " * (-o2: without it SPIN drops variables that are only written, and with them states. -DVECTORSZ=4096",
    " * where it says that VECTORSZ is too small.) SPIN counts one transition more: the initial state.",
    stops
      ? " * The run ends where something is wrong; ./pan -r then tells it, by lines of this file."
      : " * What was seen is printed at the end; nothing ends the run.",
    " */",
    ...[...constantsOf(variables)].map(([name, code]) => `#define ${name} ${code}`),
    "",
    ...variables.map(declaration),
    // SPIN hides no single bits.
    ...[...kept].map(
      (variable) => `hidden ${typeOf(variable, "byte")} ${promela.before(variable)};`,
    ),
    "",
    ...definitions
      .filter((one) => used.has(one))
      .map(({ name, condition }) => `#define ${name} (${conditionText(condition, promela)})`),
    "",
    ...looking(
      definitions.filter((one) => asked.has(one)),
      questions,
      stops,
    ),
    "",
    "active proctype ptecheck() {",
    "  do",
    ...rules.flatMap((rule) => split(rule, mostStatements)).flatMap(option),
    "  :: c_expr { ptecheck_look (0) }",
    "  od",
    "}",
  ].join("\n")}\n`;
}

function declaration(variable: Variable): string {
  const note = variableNote(variable);
  const said = note === "" ? "" : ` /* ${commentText(note)} */`;
  return `${typeOf(variable)} ${variable.name} = ${variable.initial};${said}`;
}

function typeOf({ size }: Variable, smallest = "bit"): string {
  if (size <= 2) return smallest;
  if (size <= 256) return "byte";
  return size <= 2 ** 15 ? "short" : "int";
}

function option({ what, guard, body }: Rule): string[] {
  return [
    `  /* ${commentText(what)} */`,
    `  :: d_step { ${conditionText(guard, promela)} ->`,
    ...bodyText(body, promela, "    "),
    "  }",
  ];
}

/** The C that looks at every state, and tells at the end what was seen. */
function looking(
  definitions: readonly Definition[],
  questions: readonly Question[],
  stops: boolean,
): string[] {
  const seen = (at: number, { text, isWrong }: Question) =>
    stops && isWrong ? `uerror(${quoted(text)})` : `ptecheck_seen[${at}] = 1`;
  return [
    ...(stops ? ["c_decl { extern void (*uerror)(char *); }"] : []),
    // In blocks of their own: SPIN takes no long ones.
    ...definitions.map(
      ({ name, condition }) =>
        `c_code { static int ${functionOf(name)}(void) { return ${conditionText(condition, c)}; } }`,
    ),
    ...questions.map(
      ({ condition }, at) =>
        `c_code { static int ptecheck_${at}(void) { return ${conditionText(condition, c)}; } }`,
    ),
    "c_code {",
    `  static const char *ptecheck_texts[] = { ${questions.map(({ text }) => quoted(text)).join(", ")} };`,
    `  static char ptecheck_seen[${questions.length}];`,
    "  static void ptecheck_tell(void) {",
    "    int i;",
    `    for (i = 0; i < ${questions.length}; i++) printf("ptecheck: %s: %s\\n", ptecheck_seen[i] ? "seen" : "not seen", ptecheck_texts[i]);`,
    "  }",
    "  static int ptecheck_look(int first) {",
    "    static int isAsked;",
    "    if (!isAsked) { isAsked = 1; atexit(ptecheck_tell); }",
    ...questions.map(
      (one, at) => `    if (!ptecheck_seen[${at}] && ptecheck_${at}()) ${seen(at, one)};`,
    ),
    "    return first;",
    "  }",
    "}",
  ];
}
