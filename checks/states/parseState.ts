import jsep, { type Expression } from "jsep";
import type { Moment, System } from "../../model/language/index.ts";
import type { State } from "../../model/state/index.ts";
import { didYouMean } from "../nearest.ts";
import { UsageError } from "../UsageError.ts";
import { actorPlace, placeWords } from "./actorPlace.ts";
import { locating } from "./locating.ts";
import { StateError } from "./StateError.ts";
import { type Printed, type StatePath, statePath } from "./StatePath.ts";

/** A part of what is asked of a state: all of them must be so. */
export interface Conjunct {
  readonly text: string;
  readonly holds: (moment: Moment<unknown>) => boolean;
}

const advice =
  "Write it of paths as traces print them, ==, !=, <, >, !, && and ||, as in: mm.P.pte.write && !folio.dirty";

// Below comparisons, above &&: they take a name on either side.
for (const word of placeWords) jsep.addBinaryOp(word, 8);

/**
 * What a text asks of a state, conjunct by conjunct: paths as traces print them, compared with values or by
 * themselves, and joined. Nothing of it is ever run as code.
 *
 * @throws {UsageError} It cannot be read, or names what there is not.
 */
export function parseState(system: System<State>, text: string): Conjunct[] {
  return conjunctsOf(parsed(text)).map((part) => ({
    text: textOf(part),
    holds: new Reader(system, text).condition(part),
  }));
}

function parsed(text: string): Expression {
  try {
    return jsep(text);
  } catch (error) {
    const { description, index } = Object(error);
    const what = `cannot read the state ${JSON.stringify(text)}: ${description}`;
    throw new StateError(what, advice, index, text.length);
  }
}

function conjunctsOf(expression: Expression): Expression[] {
  const { operator, left, right } = binary(expression) ?? {};
  if (operator !== "&&" || left === undefined || right === undefined) return [expression];
  return [...conjunctsOf(left), ...conjunctsOf(right)];
}

interface Binary {
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

function binary(expression: Expression): Binary | null {
  if (expression.type !== "BinaryExpression") return null;
  const { operator, left, right } = expression as Expression & Binary;
  return { operator, left, right };
}

type Compare = (a: Printed, b: Printed) => boolean;

const compares: Readonly<Record<string, Compare>> = {
  "==": (a, b) => a === b,
  "===": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "!==": (a, b) => a !== b,
  "<": (a, b) => isOrdered(a, b) && Number(a) < Number(b),
  "<=": (a, b) => isOrdered(a, b) && Number(a) <= Number(b),
  ">": (a, b) => isOrdered(a, b) && Number(a) > Number(b),
  ">=": (a, b) => isOrdered(a, b) && Number(a) >= Number(b),
};

function isOrdered(a: Printed, b: Printed): boolean {
  return typeof a === "number" && typeof b === "number";
}

/** Turns expressions into functions of a state. */
class Reader {
  private readonly system: System<State>;
  private readonly text: string;

  constructor(system: System<State>, text: string) {
    this.system = system;
    this.text = text;
  }

  condition(expression: Expression): Conjunct["holds"] {
    const two = binary(expression);
    if (two !== null) return this.joined(expression, two);
    if (expression.type === "UnaryExpression" && expression.operator === "!") {
      const inner = this.condition(expression.argument as Expression);
      return (moment) => !inner(moment);
    }
    if (expression.type === "Literal" && typeof expression.value === "boolean") {
      const { value } = expression;
      return () => value;
    }
    const path = this.path(expression);
    if (path.values.every((value) => typeof value === "boolean"))
      return ({ s }) => path.read(s) === true;
    return locating(this.text, wordsOf(expression), () => {
      throw new UsageError(
        `${path.text} is not true or false`,
        `Compare it with one of: ${path.values.map((value) => JSON.stringify(value)).join(", ")}.`,
      );
    });
  }

  private joined(whole: Expression, { operator, left, right }: Binary): Conjunct["holds"] {
    if (operator === "&&" || operator === "||") {
      const [a, b] = [this.condition(left), this.condition(right)];
      return operator === "&&" ? (now) => a(now) && b(now) : (now) => a(now) || b(now);
    }
    const word = placeWords.find((one) => one === operator);
    if (word !== undefined) return this.standing(left, word, right);
    if (!Object.hasOwn(compares, operator)) throw unknownForm(whole);
    const compare = compares[operator];
    const [one, other] = [left, right].map((side) => this.value(side));
    const [a, b] = [this.fitting(left, one, other), this.fitting(right, other, one)];
    return ({ s }) => compare(readOf(a, s), readOf(b, s));
  }

  private standing(
    left: Expression,
    word: (typeof placeWords)[number],
    right: Expression,
  ): Conjunct["holds"] {
    const [[actor, ...rest], place] = [wordsOf(left), wordsOf(right)];
    if (rest.length > 0) throw unknownForm(left);
    const words = this.system.actors.some(({ name }) => name === actor) ? place : [actor];
    return locating(this.text, words, () => actorPlace(this.system, actor, word, place));
  }

  /** A literal as the path has it that it is compared with. */
  private fitting(written: Expression, value: Value, path: Value): Value {
    if (!("literal" in value)) return value;
    return locating(this.text, [String(written.raw)], () => fitting(value, path));
  }

  private value(expression: Expression): Value {
    const literal = literalOf(expression);
    return literal === undefined ? this.path(expression) : { literal };
  }

  private path(expression: Expression): StatePath {
    const words = wordsOf(expression);
    return locating(this.text, words, () => statePath(this.system, words));
  }
}

type Value = StatePath | { readonly literal: Printed };

function readOf(value: Value, s: unknown): Printed {
  return "literal" in value ? value.literal : value.read(s);
}

/** A literal as the path has it that it is compared with; what that can never be is a mistake. */
function fitting(value: Value, path: Value): Value {
  if (!("literal" in value) || "literal" in path || path.values.includes(value.literal))
    return value;
  const { literal } = value;
  // An index is a name that looks like a number.
  const isNumber = /^\d+$/.test(String(literal));
  const same = path.values.find((one) => isNumber && String(one) === String(literal));
  if (same !== undefined) return { literal: same };
  throw new UsageError(
    `${path.text} is never ${JSON.stringify(literal)}${didYouMean(String(literal), path.values.map(String))}`,
    `It is one of: ${path.values.map((one) => JSON.stringify(one)).join(", ")}.`,
  );
}

function literalOf({ type, value }: Expression): Printed {
  if (type !== "Literal") return undefined;
  return value instanceof RegExp || typeof value === "object" ? null : value;
}

/** mm.P.pte[0].write: mm, P, pte, 0, write. */
function wordsOf(expression: Expression): string[] {
  if (expression.type === "Identifier") return [String(expression.name)];
  if (expression.type !== "MemberExpression") throw unknownForm(expression);
  const { object, property } = expression as Expression & Record<"object" | "property", Expression>;
  const word = property.type === "Identifier" ? property.name : property.value;
  return [...wordsOf(object), String(word)];
}

function unknownForm(expression: Expression): UsageError {
  return new UsageError(`a state cannot be asked for ${textOf(expression)}`, advice);
}

/** An expression as it is written, more or less. */
function textOf(expression: Expression): string {
  const two = binary(expression);
  if (two !== null) {
    const sides = [two.left, two.right].map((side) =>
      ["&&", "||"].includes(binary(side)?.operator ?? "") ? `(${textOf(side)})` : textOf(side),
    );
    return sides.join(` ${two.operator} `);
  }
  switch (expression.type) {
    case "Identifier":
      return String(expression.name);
    case "Literal":
      return String(expression.raw);
    case "UnaryExpression": {
      const argument = expression.argument as Expression;
      const inner = textOf(argument);
      return `${expression.operator}${binary(argument) === null ? inner : `(${inner})`}`;
    }
    case "MemberExpression": {
      const property = expression.property as Expression;
      const inner = textOf(property);
      return `${textOf(expression.object as Expression)}${expression.computed ? `[${inner}]` : `.${inner}`}`;
    }
    default:
      return expression.type === "Compound" ? "several expressions" : `a ${expression.type}`;
  }
}
