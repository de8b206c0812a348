import { walk } from "estree-walker";
import MagicString from "magic-string";
import { parseAst } from "rolldown/parseAst";
import type { Mutant, Part } from "./Mutant.ts";
import { type Mutation, mutationsOf } from "./mutations.ts";
import { isSyntax, nameOf, type Syntax } from "./Syntax.ts";

/** A source with all its mutants in it, each behind a switch: `__mutant(id)` says whether it is on. */
export interface Instrumented {
  readonly code: string;
  readonly mutants: readonly Mutant[];
}

/** Makes the mutants of a file; their ids are counted from `first`. */
export function mutantsOf(source: string, file: string, part: Part, first: number): Instrumented {
  const made = new MagicString(source);
  const mutants: Mutant[] = [];
  const text = ({ start, end }: Syntax) => source.slice(start, end);
  const add = (node: Syntax, around: readonly Syntax[]) => {
    const line = source.slice(0, node.start).split("\n").length;
    const switches = mutationsOf({ node, around }, text).map((mutation) => {
      const id = first + mutants.length;
      const becomes = mutation.kind === "instead" ? plain(mutation.text) : "";
      const was = plain(text(node));
      mutants.push({ id, part, file, line, where: whereOf(around), was, becomes });
      return switchOf(id, node, mutation, text);
    });
    // Outer nodes come first: theirs stand further out, on both sides.
    for (const { before, after } of switches) {
      made.appendRight(node.start, before);
      made.prependLeft(node.end, after);
    }
    for (const { left } of switches) {
      if (left === undefined || !isSyntax(node.left)) continue;
      made.appendRight(node.left.start, left);
      made.prependLeft(node.left.end, ")");
    }
  };
  const around: Syntax[] = [];
  const tree = parseAst(source, { lang: "ts" }, file) as unknown as Parameters<typeof walk>[0];
  walk(tree, {
    enter(node) {
      const found = node as unknown as Syntax;
      if (!isTaken(found, around)) {
        this.skip(); // And leave() is not called.
        return;
      }
      add(found, around);
      around.unshift(found);
    },
    leave() {
      around.shift();
    },
  });
  return { code: made.toString(), mutants };
}

/** What stands around a node so that a mutation can be switched on; `left` is a call around its left side. */
interface Switch {
  readonly before: string;
  readonly after: string;
  readonly left?: string;
}

/** By what else the mutation would have to make a difference: Switches.ts says what is called. */
function switchOf(
  id: number,
  { left, right, operator }: Syntax,
  mutation: Mutation,
  text: (node: Syntax) => string,
): Switch {
  // In braces: else an "else" behind it would be its own.
  if (mutation.kind === "without") return { before: `{ if (!__mutant(${id})) `, after: " }" };
  const other = mutation.text;
  const isOn = `(__isOn(${id}) ? (${other}) : `;
  if (/^(true|false|\d+|"[^"]*")$/.test(other))
    return { before: `${isOn}__unlike(${id}, ${other}, `, after: "))" };
  if (!isSyntax(left) || !isSyntax(right) || !/^(&&|\|\|)$/.test(String(operator)))
    return { before: `(__mutant(${id}) ? (${other}) : `, after: ")" };
  if (other === text(left))
    return { before: `${isOn}__unlikeLeft(${id}, `, after: "))", left: `__left(${id}, ` };
  const decisive = String(operator) === "||";
  return { before: isOn, after: ")", left: `__decides(${id}, ${decisive}, ` };
}

/** Words of people, not of the model; and what the model asserts of itself, which is a check already. */
const prose = new Set(
  "what why source statement doesNotSay says wrong setsFlags caveats ptesThat cpusThat whoIs leftOf must nameOf range indexOf domain".split(
    " ",
  ),
);

/** Is there code in the node that decides something? Types, names and prose do not. */
function isTaken(node: Syntax, [outer]: readonly Syntax[]): boolean {
  if (node.type.startsWith("TS")) return /^TS(As|Satisfies|NonNull)/.test(node.type);
  if (/^(Import|Export(All|Specifier))|^(Object|Array)Pattern$|^Template/.test(node.type))
    return false;
  if (node.type === "ThrowStatement" || /Error$/.test(nameOf(node) ?? "")) return false;
  if (node.type === "ExpressionStatement") return isTaken(node.expression as Syntax, [node]);
  if (outer !== undefined && outer.key === node && outer.computed !== true) return false;
  if (outer?.type === "SwitchCase" && outer.test === node) return false;
  const isNamed = /^(Property|CallExpression|FunctionDeclaration)$/.test(node.type);
  return !isNamed || !prose.has(nameOf(node) ?? "");
}

function whereOf(around: readonly Syntax[]): string {
  const names = around
    .filter(({ type }) => /^(VariableDeclarator|FunctionDecl|Property|Method|ClassDecl)/.test(type))
    .map(nameOf)
    .filter((name) => name !== null && name !== "steps")
    .reverse();
  return names.join(".");
}

function plain(code: string): string {
  return code.replaceAll(/\s+/g, " ");
}
