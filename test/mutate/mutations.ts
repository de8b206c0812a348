import { isSyntax, nameOf, type Placed, type Syntax } from "./Syntax.ts";

// What may be changed at a node of the syntax tree. Each change is small, and one that a person could have
// made by mistake: a statement left out, a condition that does not matter, another step.

/** An expression that stands there instead, or a statement that is left out. */
export type Mutation =
  | { readonly kind: "instead"; readonly text: string }
  | { readonly kind: "without" };

type Mutator = (placed: Placed, text: (node: Syntax) => string) => readonly string[];

/** All mutations of a node; none where it is no code of its own. */
export function mutationsOf(placed: Placed, text: (node: Syntax) => string): Mutation[] {
  if (isStatementToLeaveOut(placed.node)) return [{ kind: "without" }];
  const texts = mutators.flatMap((mutator) => mutator(placed, text));
  const others = new Set(texts.filter((other) => other !== text(placed.node)));
  return [...others].map((other) => ({ kind: "instead", text: other }));
}

function isStatementToLeaveOut(node: Syntax): boolean {
  return (
    node.type === "ExpressionStatement" ||
    node.type === "ForOfStatement" ||
    node.type === "ForStatement"
  );
}

const condition: Mutator = (placed) => (isCondition(placed) ? ["true", "false"] : []);

/** Is it asked for true or false: a test, what is waited for, what a predicate gives? */
function isCondition({ node, around }: Placed): boolean {
  if (node.type === "Literal" || node.type === "BlockStatement") return false;
  const [outer, next] = around;
  if (outer === undefined) return false;
  if (outer.test === node) return true;
  if (outer.type === "CallExpression" && nameOf(outer) === "waitUntil")
    return outer.callee !== node;
  if (outer.type === "ArrowFunctionExpression")
    return outer.body === node && isPredicate(outer, next);
  if (outer.type !== "ReturnStatement") return false;
  const at = around.findIndex(({ type }) => type.includes("Function"));
  return at >= 0 && isPredicate(around[at], around[at + 1]);
}

const asked = new Set([
  "some",
  "every",
  "count",
  "first",
  "is",
  "filter",
  "find",
  "holds",
  "antecedent",
]);

function isPredicate(body: Syntax, around: Syntax | undefined): boolean {
  const declared = isSyntax(body.returnType) ? body.returnType.typeAnnotation : null;
  if (isSyntax(declared) && declared.type === "TSBooleanKeyword") return true;
  const word =
    around?.type === "CallExpression" && isSyntax(around.callee) ? around.callee : around;
  const name = word?.type === "MemberExpression" ? nameOf(word.property) : nameOf(word);
  return name !== null && asked.has(name);
}

const operand: Mutator = ({ node }, text) =>
  node.type === "LogicalExpression" ? [node.left, node.right].filter(isSyntax).map(text) : [];

const opposites: Readonly<Record<string, string>> = {
  "===": "!==",
  "!==": "===",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "+": "-",
  "-": "+",
};

const operator: Mutator = (placed, text) => {
  const { node } = placed;
  const other = node.type === "BinaryExpression" ? opposites[String(node.operator)] : undefined;
  // Where true and false are tried, the opposite tells nothing more.
  if (/==$/.test(String(node.operator)) && isCondition(placed)) return [];
  if (other === undefined || !isSyntax(node.left) || !isSyntax(node.right)) return [];
  return [`${text(node.left)} ${other} ${text(node.right)}`];
};

const negation: Mutator = ({ node, around }, text) =>
  !isCondition({ node, around }) &&
  node.type === "UnaryExpression" &&
  node.operator === "!" &&
  isSyntax(node.argument)
    ? [text(node.argument)]
    : [];

const literal: Mutator = ({ node }) => {
  if (node.type !== "Literal") return [];
  if (typeof node.value === "boolean") return [String(!node.value)];
  return typeof node.value === "number" ? [String(node.value + 1)] : [];
};

const element: Mutator = ({ node }, text) => {
  if (node.type !== "ArrayExpression" || !Array.isArray(node.elements)) return [];
  const elements = node.elements.filter(isSyntax).map(text);
  return elements.map((_, at) => `[${elements.toSpliced(at, 1).join(", ")}]`);
};

const quantifier: Mutator = ({ node }, text) => {
  const other = { some: "every", every: "some" }[nameOf(node) ?? ""];
  if (node.type !== "CallExpression" || other === undefined || !isSyntax(node.callee)) return [];
  return [text(node).replace(/some|every/, other)];
};

/** pte_mkold(pte_mkclean(pte)): the inner call, or the outer one, is left out. */
const unwrapped: Mutator = ({ node, around }, text) => {
  if (node.type !== "CallExpression" || !Array.isArray(node.arguments)) return [];
  const [only, ...rest] = node.arguments;
  if (rest.length > 0 || !isSyntax(only) || only.type.includes("Function")) return [];
  const isInner = around[0]?.type === "CallExpression" && around[0].callee !== node;
  const isValue = isInner || around[0]?.type === "VariableDeclarator";
  return isValue && /^(Call|Identifier)/.test(only.type) ? [text(only)] : [];
};

/** The step after it in the procedure, or that it is over. */
const step: Mutator = ({ node, around }) => {
  if (node.type !== "Literal" || typeof node.value !== "string") return [];
  const isSaid = /^(Return|Conditional|Arrow)/.test(around[0]?.type ?? "");
  const isThen = around[0]?.type === "CallExpression" && nameOf(around[0]) === "call";
  if (!isSaid && !isThen) return [];
  const labels = [...labelsOf(around), "done"];
  const at = labels.indexOf(node.value);
  return at < 0 ? [] : [JSON.stringify(labels[(at + 1) % labels.length])];
};

/** The names of the steps of the procedure that is declared around a node. */
function labelsOf(around: readonly Syntax[]): string[] {
  const steps = around.find((one) => one.type === "Property" && nameOf(one) === "steps")?.value;
  if (!isSyntax(steps) || !Array.isArray(steps.properties)) return [];
  return steps.properties.flatMap((property) => nameOf(property) ?? []);
}

const mutators: readonly Mutator[] = [
  condition,
  operand,
  operator,
  negation,
  literal,
  element,
  quantifier,
  unwrapped,
  step,
];
