import { type Fields, isScalar, type Shape, type Sizes } from "../../../model/language/index.ts";
import type { Expression, ProcedureAst } from "../ast.ts";
import type { Dice } from "./Dice.ts";
import { valuesIn } from "./shapes.ts";

/** An expression with the shape of what it gives. */
export interface Typed {
  readonly expression: Expression;
  readonly shape: Shape;
}

/** Where a value is: the field or element of a composite. */
export interface Place extends Typed {
  readonly owner: Typed;
  readonly field: string | Expression;
}

/** A field (of a variant, in a union), or some element of an array. */
interface Segment {
  readonly field: string | null;
  readonly variant: string | null;
}

interface Way {
  readonly root: Typed;
  readonly segments: readonly Segment[];
  readonly shape: Shape;
}

/** What the code that is being generated can see, and how much it may still read. */
export class Scope {
  readonly dice: Dice;
  readonly sizes: Sizes;
  readonly procedures: readonly ProcedureAst[];
  /** Composites whose parts can be read; writable ones come from the state and the locals. */
  readonly roots: readonly Typed[];
  readonly isPredicate: boolean;
  /** Are we inside a quantifier, where nothing is chosen? */
  readonly isInside: boolean;
  /** What must be asked before, so that the variants that are looked into are there. */
  guards: Expression[] = [];
  /** By how much reads may still multiply the paths. */
  private readonly budget: { left: number };
  private readonly names: { count: number };

  constructor(
    dice: Dice,
    sizes: Sizes,
    procedures: readonly ProcedureAst[],
    roots: readonly Typed[],
    isPredicate: boolean,
    isInside = false,
    budget = { left: isPredicate ? 400 : 120 },
    names = { count: 0 },
  ) {
    this.dice = dice;
    this.sizes = sizes;
    this.procedures = procedures;
    this.roots = roots;
    this.isPredicate = isPredicate;
    this.isInside = isInside;
    this.budget = budget;
    this.names = names;
  }

  /** A name that nothing else has. */
  newName(prefix: string): string {
    this.names.count += 1;
    return `${prefix}${this.names.count}`;
  }

  /** The same with nothing to read. */
  bare(): Scope {
    return new Scope(this.dice, this.sizes, this.procedures, [], this.isPredicate);
  }

  /** The same with more to read; paths of a quantifier are its own. */
  with(more: readonly Typed[], isInside = this.isInside): Scope {
    const { dice, sizes, procedures, roots, isPredicate } = this;
    const budget = isInside ? { left: 60 } : this.budget;
    return new Scope(
      dice,
      sizes,
      procedures,
      [...roots, ...more],
      isPredicate,
      isInside,
      budget,
      this.names,
    );
  }

  /** May a scalar with so many values be read? Then it is counted. */
  spend(values: number): boolean {
    if (values > this.budget.left) return false;
    this.budget.left /= Math.max(1, values);
    return true;
  }

  canSpend(values: number): boolean {
    return values <= this.budget.left;
  }

  values(shape: Shape): number {
    return valuesIn(shape, this.sizes);
  }

  /** A place of a wanted shape, or null; what it needs to exist is added to the guards. */
  place(isWanted: (shape: Shape) => boolean, from: readonly Typed[] = this.roots): Place | null {
    const ways = from
      .flatMap((root) => waysFrom({ root, segments: [], shape: root.shape }))
      .filter(({ segments, shape }) => segments.length > 0 && isWanted(shape));
    if (ways.length === 0) return null;
    return this.follow(this.dice.pick(ways));
  }

  /** A scalar place that may be read. */
  scalarToRead(isWanted: (shape: Shape) => boolean): Typed | null {
    // Parameters of quantifiers and loops are worth more than who runs the step.
    const direct = this.roots.filter(({ shape }) => isScalar(shape) && isWanted(shape));
    const isOwn = direct.some(({ expression }) => expression.is === "name");
    if (direct.length > 0 && this.dice.percent(isOwn ? 40 : 10)) return this.dice.pick(direct);
    const place = this.place(
      (shape) => isScalar(shape) && isWanted(shape) && this.canSpend(this.values(shape)),
    );
    if (place === null) return direct.length > 0 ? this.dice.pick(direct) : null;
    return this.spend(this.values(place.shape)) ? place : null;
  }

  /** A composite that may be looked at as a whole. */
  composite(isWanted: (shape: Shape) => boolean = () => true): Typed | null {
    const direct = this.roots.slice(1).filter(({ shape }) => !isScalar(shape) && isWanted(shape));
    if (direct.length > 0 && this.dice.percent(30)) return this.dice.pick(direct);
    return this.place((shape) => !isScalar(shape) && isWanted(shape)) ?? this.oneOf(direct);
  }

  /** What `make` gives, other than `than` if it can be: `x === x` says little. */
  other<T extends Typed>(than: Typed, make: () => T | null): T | null {
    const text = JSON.stringify(than.expression);
    let made = make();
    for (let tries = 0; tries < 4 && made !== null; tries += 1) {
      if (JSON.stringify(made.expression) !== text) break;
      made = make();
    }
    return made;
  }

  private oneOf<T>(options: readonly T[]): T | null {
    return options.length === 0 ? null : this.dice.pick(options);
  }

  private follow({ root, segments }: Way): Place {
    let at: Place | null = null;
    let owner: Typed = root;
    for (const segment of segments) {
      const { shape } = owner;
      const isMisspelt = this.dice.flaw(1) && segments.length > 1;
      const field = isMisspelt ? "nowhere" : (segment.field ?? this.indexInto(shape));
      at = {
        owner,
        field,
        expression: { is: "get", of: owner.expression, field },
        shape: this.partOf(owner, segment),
      };
      owner = at;
    }
    if (at === null) throw new Error("a place needs a field");
    return at;
  }

  /** The shape of a part; asking for one of a variant guards it, mostly. */
  private partOf({ expression, shape }: Typed, { field, variant }: Segment): Shape {
    if (shape.form === "array") return shape.element;
    if (shape.form === "record" && field !== null) return shape.fields[field];
    if (shape.form !== "union" || variant === null || field === null) {
      throw new Error("there is no such part");
    }
    if (!this.dice.flaw(8)) {
      this.spend(Object.keys(shape.variants).length);
      this.guards.push({
        is: "binary",
        op: "===",
        a: { is: "get", of: expression, field: "kind" },
        b: { is: "literal", value: variant },
      });
    }
    return shape.variants[variant][field];
  }

  private indexInto(shape: Shape): Expression {
    if (shape.form !== "array") throw new Error("only arrays have elements");
    const { domain } = shape;
    const size = this.sizes[domain];
    if (size === 0 || this.dice.flaw(1)) return { is: "literal", value: size };
    const isIndex = (one: Shape) => one.form === "index" && one.domain === domain;
    const named = this.roots.filter((root) => isIndex(root.shape));
    if (named.length > 0 && this.dice.percent(60)) return this.dice.pick(named).expression;
    return { is: "literal", value: this.dice.below(size) };
  }
}

/** Every place within something, itself first. */
function waysFrom(way: Way): Way[] {
  const { shape, segments } = way;
  const go = (field: string | null, variant: string | null, part: Shape) =>
    waysFrom({ ...way, segments: [...segments, { field, variant }], shape: part });
  const fields = (of: Fields, variant: string | null) =>
    Object.entries(of).flatMap(([name, part]) => go(name, variant, part));
  switch (shape.form) {
    case "record":
      return [way, ...fields(shape.fields, null)];
    case "union":
      return [
        way,
        ...Object.entries(shape.variants).flatMap(([variant, of]) => fields(of, variant)),
      ];
    case "array":
      return [way, ...go(null, null, shape.element)];
    default:
      return [way];
  }
}
