import type { Expression, Outcome, Statement } from "./ast.ts";

// Expressions and statements as JavaScript: what is printed is what runs.

/** How the constant that holds a procedure is named. */
export function procedureName(procedure: number): string {
  return `p${procedure}`;
}

/** And a fact. */
export function factName(fact: number): string {
  return `f${fact}`;
}

/** An expression as JavaScript. */
export function printExpression(expression: Expression): string {
  const print = printExpression;
  switch (expression.is) {
    case "literal":
      return JSON.stringify(expression.value);
    case "name":
      return expression.name;
    case "get":
      return printAccess(expression.of, expression.field);
    case "record":
      return printRecord(expression.spread, expression.fields);
    case "list":
      return `[${expression.items.map(print).join(", ")}]`;
    case "not":
      return `!${printTight(expression.of)}`;
    case "binary":
      return `${printTight(expression.a)} ${expression.op} ${printTight(expression.b)}`;
    case "conditional":
      return `${printTight(expression.test)} ? ${printTight(expression.a)} : ${printTight(expression.b)}`;
    case "in":
      return `${JSON.stringify(expression.field)} in ${printTight(expression.of)}`;
    case "keys":
      return `Object.keys(${print(expression.of)}).length`;
    case "at":
      return `${printTight(expression.actor)}.at(${procedureName(expression.procedure)}, ${JSON.stringify(expression.step)})`;
    case "set":
      return `(${printAccess(expression.owner, expression.field)} = ${print(expression.value)})`;
    case "within":
      return `${printTight(expression.actor)}.within(${procedureName(expression.procedure)})`;
    case "fact":
      return `${printTight(expression.actor)}.is(${factName(expression.fact)})`;
    default:
      return printWord(expression);
  }
}

type Word = Extract<
  Expression,
  {
    is:
      | "some"
      | "every"
      | "count"
      | "first"
      | "is"
      | "same"
      | "sameField"
      | "choose"
      | "filter"
      | "indexes";
  }
>;

/** The words of the language that are functions. */
function printWord(expression: Word): string {
  const print = printExpression;
  switch (expression.is) {
    case "is":
      return `is(${print(expression.of)}, (${expression.element}) => ${printPredicate(expression.body)})`;
    case "same":
      return `same(${print(expression.a)}, ${print(expression.b)})`;
    case "sameField":
      return `same(${print(expression.a)}, ${JSON.stringify(expression.field)}, ${print(expression.b)}, ${JSON.stringify(expression.otherField)})`;
    case "choose":
      return `choose(${print(expression.options)})`;
    case "filter":
      return `${print(expression.of)}.filter((${expression.element}) => ${printBody(expression.body)})`;
    case "indexes":
      return `indexes(${print(expression.of)})`;
    default:
      return `${expression.is}(${print(expression.of)}, (${expression.element}, ${expression.at}) => ${printBody(expression.body)})`;
  }
}

/** An expression whose value must be true or false, as the types of predicates ask. */
export function printPredicate(expression: Expression): string {
  const text = printExpression(expression);
  return isBoolean(expression) ? text : `Boolean(${text})`;
}

const booleans = new Set(["not", "some", "every", "is", "same", "sameField", "in", "at", "within"]);
const comparisons = new Set(["===", "!==", "<", "<=", ">"]);

function isBoolean(expression: Expression): boolean {
  if (expression.is === "literal") return typeof expression.value === "boolean";
  if (expression.is !== "binary") return booleans.has(expression.is);
  const { op, a, b } = expression;
  return comparisons.has(op) || (isBoolean(a) && isBoolean(b));
}

/** A record after an arrow stands in parentheses. */
function printBody(expression: Expression): string {
  const text = printExpression(expression);
  return text.startsWith("{") ? `(${text})` : text;
}

/** An expression as an operand. */
function printTight(expression: Expression): string {
  const text = printExpression(expression);
  const isLoose = ["binary", "conditional", "in"].includes(expression.is);
  return isLoose || text.startsWith("-") ? `(${text})` : text;
}

function printAccess(of: Expression, field: string | Expression): string {
  if (typeof field === "string") return `${printTight(of)}${printField(field)}`;
  return `${printTight(of)}[${printExpression(field)}]`;
}

function printField(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function printRecord(
  spread: Expression | null,
  fields: readonly (readonly [string, Expression])[],
): string {
  const parts = [
    ...(spread === null ? [] : [`...${printTight(spread)}`]),
    ...fields.map(([name, value]) => `${printKey(name)}: ${printExpression(value)}`),
  ];
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

/** A name as the key of an object. */
export function printKey(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}

/** Statements as lines of JavaScript, each indented. */
export function printStatements(statements: readonly Statement[], indent: string): string[] {
  return statements.flatMap((statement) => printStatement(statement, indent));
}

function printStatement(statement: Statement, indent: string): string[] {
  const print = printExpression;
  const line = (text: string) => [`${indent}${text};`];
  switch (statement.is) {
    case "const":
      return line(`const ${statement.name} = ${print(statement.value)}`);
    case "assign":
      return line(`${printAccess(statement.owner, statement.field)} = ${print(statement.value)}`);
    case "copy":
      return line(`copy(${print(statement.to)}, ${print(statement.from)})`);
    case "copyField":
      return line(
        `copy(${print(statement.to)}, ${JSON.stringify(statement.field)}, ${print(statement.from)}, ${JSON.stringify(statement.fromField)})`,
      );
    case "update":
      return line(
        `update(${print(statement.of)}, ${JSON.stringify(statement.field)}, (${statement.element}) => ${printBody(statement.value)})`,
      );
    case "waitUntil":
      return line(`waitUntil(${print(statement.test)})`);
    case "must":
      return line(`must(${print(statement.test)}, ${JSON.stringify(statement.what)})`);
    case "throw":
      return line(`throw new Error(${JSON.stringify(statement.what)})`);
    case "return":
      return line(printOutcome(statement.outcome));
    case "if":
      return printIf(statement, indent);
    case "for":
      return [
        `${indent}for (const ${statement.at} of indexes(${print(statement.of)})) {`,
        ...printStatements(statement.body, `${indent}  `),
        `${indent}}`,
      ];
  }
}

function printIf({ test, yes, no }: Extract<Statement, { is: "if" }>, indent: string): string[] {
  const inner = `${indent}  `;
  return [
    `${indent}if (${printExpression(test)}) {`,
    ...printStatements(yes, inner),
    ...(no.length === 0 ? [] : [`${indent}} else {`, ...printStatements(no, inner)]),
    `${indent}}`,
  ];
}

/** What a step says, as the statement that says it. */
export function printOutcome(outcome: Outcome): string {
  switch (outcome.is) {
    case "next":
      return `return ${JSON.stringify(outcome.step)}`;
    case "chosen":
      return `return choose(${JSON.stringify(outcome.steps)})`;
    case "done":
      return 'return "done"';
    case "blocked":
      return "return blocked";
    case "outOfScope":
      return `return outOfScope(${JSON.stringify(outcome.what)})`;
    case "original":
      return "return original(c)";
    case "call": {
      const { procedure, args, next, results } = outcome;
      const given = [procedureName(procedure), printRecord(null, args), JSON.stringify(next)];
      const wanted = results.map(
        ([mine, theirs]) => `${printKey(mine)}: ${JSON.stringify(theirs)}`,
      );
      if (wanted.length > 0) given.push(`{ ${wanted.join(", ")} }`);
      return `return call(${given.join(", ")})`;
    }
  }
}
