/** A node of the syntax tree, as far as all have it. */
export interface Syntax {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** A node with the nodes around it, the innermost first. */
export interface Placed {
  readonly node: Syntax;
  readonly around: readonly Syntax[];
}

/** Is it a node? */
export function isSyntax(value: unknown): value is Syntax {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** The name of what is called, or of the key, or of what is declared. */
export function nameOf(node: unknown): string | null {
  if (!isSyntax(node)) return null;
  if (node.type === "Identifier") return String(node.name);
  if (node.type === "Literal") return String(node.value);
  if (node.type === "CallExpression") return nameOf(node.callee);
  if (node.type === "Property") return nameOf(node.key);
  if (node.type === "VariableDeclarator" || node.type === "FunctionDeclaration")
    return nameOf(node.id);
  if (node.type === "MethodDefinition" || node.type === "ClassDeclaration")
    return nameOf(node.key ?? node.id);
  return null;
}
