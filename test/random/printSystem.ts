import type { Fields, Shape } from "../../model/language/index.ts";
import type { ChangeAst, FactAst, ProcedureAst, PropertyAst, StepAst, SystemAst } from "./ast.ts";
import {
  factName,
  printExpression,
  printKey,
  printOutcome,
  printPredicate,
  printStatements,
  procedureName,
} from "./printCode.ts";

const words = [
  "array, blocked, bool, call, copy, count, domain, every, extend, fact, first, held, index, indexes,",
  "is, language, lock, must, nullable, oneOf, outOfScope, range, record, replaceStep, same, some, union,",
  "update, waitUntil,",
];

/** A system as TypeScript that can be pasted into a file at the root of the project. */
export function printSystem(ast: SystemAst): string {
  return [
    `import {\n${words.map((line) => `  ${line}`).join("\n")}\n} from "./model/language/index.ts";`,
    ...printParts(ast, "language<typeof state, { me: number }, null>()"),
    `export const model = ${printDefinition(ast)};`,
    "",
  ].join("\n\n");
}

/** The same as the body of a JavaScript function that gives the system. */
export function printBody(ast: SystemAst): string {
  return [...printParts(ast, "language()"), `return ${printDefinition(ast)};`].join("\n\n");
}

function printParts(ast: SystemAst, language: string): string[] {
  const domains = Object.keys(ast.sizes).map((name) => `const ${name} = domain("${name}");`);
  const procedures = ast.procedures.map(
    (procedure, at) => `const ${procedureName(at)} = ${printProcedure(procedure)};`,
  );
  return [
    domains.join("\n"),
    [0, 1].map((at) => `const ${factName(at)} = fact("${factName(at)}");`).join("\n"),
    `const state = ${printFields(ast.state, "")};`,
    `const { procedure, actor, system } = ${language};`,
    // Who is called stands before who calls.
    ...procedures.reverse(),
  ];
}

function printDefinition(ast: SystemAst): string {
  const { sizes, actors, changes, initialise, properties, covers } = ast;
  const list = (name: string, items: readonly string[]) =>
    items.length === 0
      ? []
      : [`  ${name}: [\n${items.map((item) => `    ${item},\n`).join("")}  ],`];
  return [
    "system({",
    '  name: "random",',
    "  state,",
    `  sizes: ${JSON.stringify(sizes)},`,
    "  kernel: null,",
    ...list(
      "actors",
      actors.map(({ name, procedure, self, args }) => {
        const given = args.map(([param, value]) => `${param}: ${printExpression(value)}`);
        return `actor("${name}", ${procedureName(procedure)}, { self: ${JSON.stringify(self)}, args: { ${given.join(", ")} } })`;
      }),
    ),
    ...list("changes", changes.map(printChange)),
    ...(initialise.length === 0
      ? []
      : ["  initialise: (s) => {", ...printStatements(initialise, "    "), "  },"]),
    ...list("properties", properties.map(printProperty)),
    ...list(
      "covers",
      covers.map(
        ({ id, reached }) =>
          `{ id: "${id}", reached: ({ s, actors }) => ${printPredicate(reached)} }`,
      ),
    ),
    "})",
  ].join("\n");
}

function printProcedure({ name, params, locals, steps, facts }: ProcedureAst): string {
  return [
    `procedure("${name}", "random", {`,
    ...(Object.keys(params).length === 0 ? [] : [`  params: ${printFields(params, "  ")},`]),
    ...(Object.keys(locals).length === 0 ? [] : [`  locals: ${printFields(locals, "  ")},`]),
    ...printFacts(facts, "  "),
    "  steps: {",
    ...steps.map((step) => `    ${step.name}: ${printStep(step, "    ", false)},`),
    "  },",
    "})",
  ].join("\n");
}

function printFacts(facts: readonly FactAst[], indent: string): string[] {
  if (facts.length === 0) return [];
  const parts = facts.map(({ fact, steps }) => {
    const at = steps === null ? '"throughout"' : JSON.stringify(steps);
    return `{ fact: ${factName(fact)}, at: ${at} }`;
  });
  return [`${indent}facts: [${parts.join(", ")}],`];
}

function printStep({ body, outcome }: StepAst, indent: string, isChange: boolean): string {
  const inner = `${indent}  `;
  return [
    isChange ? "(c, original) => {" : "({ s, local, self, choose }) => {",
    ...(isChange ? [`${inner}const { s, local, self, choose } = c;`] : []),
    ...printStatements(body, inner),
    `${inner}${printOutcome(outcome)};`,
    `${indent}}`,
  ].join("\n");
}

function printChange({ procedure, isReplaced, state, locals, steps, facts }: ChangeAst): string {
  const name = procedureName(procedure);
  const [only] = steps;
  if (isReplaced && only !== undefined) {
    return `replaceStep(${name}, "${only.name}", ${printStep(only, "    ", true)})`;
  }
  return [
    `extend(${name}, {`,
    ...(Object.keys(state).length === 0 ? [] : [`      state: ${printFields(state, "      ")},`]),
    ...(Object.keys(locals).length === 0
      ? []
      : [`      locals: ${printFields(locals, "      ")},`]),
    ...printFacts(facts, "      "),
    "      steps: {",
    ...steps.map((step) => `        ${step.name}: ${printStep(step, "        ", true)},`),
    "      },",
    "    })",
  ].join("\n");
}

function printProperty({ id, procedures, antecedent, holds }: PropertyAst): string {
  const over =
    procedures === null
      ? 'over: "states"'
      : `over: "steps", procedures: [${procedures.map(procedureName).join(", ")}]`;
  const moment = procedures === null ? "({ s, actors })" : "(before, after)";
  return [
    `{ id: "${id}", ${over},`,
    `      antecedent: ({ s, actors }) => ${printPredicate(antecedent)},`,
    `      holds: ${moment} => ${printPredicate(holds)} }`,
  ].join("\n");
}

function printFields(fields: Fields, indent: string): string {
  const lines = Object.entries(fields).map(
    ([name, shape]) => `${indent}  ${printKey(name)}: ${printShape(shape)},\n`,
  );
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}${indent}}`;
}

/** A shape as the words that declare it. */
export function printShape(shape: Shape): string {
  switch (shape.form) {
    case "bool":
      return shape.isLock ? "held" : "bool";
    case "oneOf":
      return `oneOf(${shape.values.map((value) => JSON.stringify(value)).join(", ")})`;
    case "range":
      return `range(${shape.count})`;
    case "index":
      return `index(${shape.domain})`;
    case "nullable":
      if (shape.isLock && shape.of.form === "index") return `lock(${shape.of.domain})`;
      return `nullable(${printShape(shape.of)})`;
    case "record":
      return `record(${printInline(shape.fields)})`;
    case "array":
      return `array(${shape.domain}, ${printShape(shape.element)})`;
    case "union": {
      const variants = Object.entries(shape.variants);
      return `union({ ${variants.map(([name, fields]) => `${name}: ${printInline(fields)}`).join(", ")} })`;
    }
  }
}

function printInline(fields: Fields): string {
  const parts = Object.entries(fields).map(
    ([name, shape]) => `${printKey(name)}: ${printShape(shape)}`,
  );
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}
