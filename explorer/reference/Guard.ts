import {
  type Answers,
  answers,
  type CompositeShape,
  LanguageError,
  type Shape,
} from "../../model/language/index.ts";
import { accept, nameIn, type Scope } from "./accept.ts";
import { type Composite, type Data, isComposite, unset } from "./Data.ts";

/** Where a guarded value is: a field of another, or the whole of something that has a name. */
type Place =
  | { readonly owner: Guard; readonly field: string }
  | { readonly owner: null; readonly name: string };

/** Those that a guard is one of: it asks them for the guards of what is inside. */
interface Family {
  readonly scope: Scope;
  readonly isReadOnly: boolean;
  of(data: Composite, make: () => Guard): object;
}

/**
 * Stands for one record, array or union while the model's code runs. It reads and writes the data
 * as plain JavaScript would, and refuses what the shape does not allow. Whatever is assigned is
 * copied, so every piece of data has one place, and is detached once that place holds another.
 */
export class Guard implements ProxyHandler<object> {
  private readonly guards: Family;
  private readonly shape: CompositeShape;
  private readonly data: Composite;
  private readonly place: Place;

  constructor(guards: Family, shape: CompositeShape, data: Composite, place: Place) {
    this.guards = guards;
    this.shape = shape;
    this.data = data;
    this.place = place;
  }

  /** A scalar, or the guard of a composite. Errors: outside, variant, unset. */
  get(_: object, field: string | symbol): unknown {
    if (typeof field === "symbol") return field === answers ? this.answers() : undefined;
    if (!Object.hasOwn(this.data, field)) throw this.absent(field);
    const value = this.data[field];
    if (value === unset) throw this.isUnset(field);
    if (isComposite(value)) return this.guardOf(value, field);
    if (!this.holdsSomething(field, value)) throw this.outside(field);
    return value;
  }

  /** Copies the value to where the field is. Errors: query-writes and those of places and values. */
  set(_: object, field: string | symbol, value: unknown): boolean {
    this.assertWritable();
    if (typeof field === "symbol") throw this.outside(String(field));
    if (this.shape.form === "union" && field === "kind") throw this.kindIsFixed();
    if (!Object.hasOwn(this.data, field)) throw this.absent(field);
    const path = () => this.pathOf(field);
    this.data[field] = accept(value, this.shapeOf(field), this.guards.scope, path);
    return true;
  }

  has(_: object, field: string | symbol): boolean {
    if (typeof field === "symbol") return false;
    this.assertKind();
    return Object.hasOwn(this.data, field) && this.holdsSomething(field, this.data[field]);
  }

  ownKeys(): string[] {
    this.assertKind();
    const fields = Object.keys(this.data);
    return fields.filter((field) => this.holdsSomething(field, this.data[field]));
  }

  /** With a getter: to ask which fields there are does not read them. */
  getOwnPropertyDescriptor(target: object, field: string | symbol): PropertyDescriptor | undefined {
    if (!this.has(target, field)) return undefined;
    return { get: () => this.get(target, field), enumerable: true, configurable: true };
  }

  deleteProperty(_: object, field: string | symbol): never {
    throw this.isFixed(String(field));
  }

  defineProperty(_: object, field: string | symbol): never {
    throw this.isFixed(String(field));
  }

  preventExtensions(): never {
    throw this.isFixed("nothing");
  }

  /** Quantifiers read guards like plain objects; only copy() needs to know who it writes to. */
  private answers(): Answers {
    return { become: (value) => this.become(value) };
  }

  /** This value stays where it is and becomes equal to another; what was inside is detached. */
  private become(value: object): void {
    this.assertWritable();
    const made = accept(value, this.shape, this.guards.scope, () => this.path());
    for (const field of Object.keys(this.data)) delete this.data[field];
    Object.assign(this.data, made);
  }

  private guardOf(data: Composite, field: string): object {
    return this.guards.of(data, () => {
      const shape = this.shapeOf(field) as CompositeShape;
      return new Guard(this.guards, shape, data, { owner: this, field });
    });
  }

  /** The shape of a field that exists; `kind` is none that anybody assigns or looks into. */
  private shapeOf(field: string): Shape {
    const { shape } = this;
    if (shape.form === "array") return shape.element;
    return shape.form === "record"
      ? shape.fields[field]
      : shape.variants[String(this.data.kind)][field];
  }

  /** Only a field that can hold nothing holds null without being nullable. */
  private holdsSomething(field: string, value: Data): boolean {
    return value !== null || this.shapeOf(field).form === "nullable";
  }

  private isAttached(): boolean {
    const { place } = this;
    if (place.owner === null) return true;
    return place.owner.data[place.field] === this.data && place.owner.isAttached();
  }

  private path(): string {
    const { place } = this;
    return place.owner === null ? place.name : place.owner.pathOf(place.field);
  }

  private pathOf(field: string): string {
    const name = nameIn(this.shape, field, this.guards.scope);
    return this.path() === "" ? name : `${this.path()}.${name}`;
  }

  private assertWritable(): void {
    if (this.guards.isReadOnly) {
      throw new LanguageError(
        "query-writes",
        `${this.path() || "the state"} was assigned where it can only be read`,
        "Predicates only look: write in steps.",
      );
    }
    if (this.isAttached()) return;
    throw new LanguageError(
      "detached",
      `${this.path()} was replaced, and then a value taken before was assigned to`,
      "Read it again from the state before assigning to it.",
    );
  }

  private assertKind(): void {
    if (this.shape.form === "union" && this.data.kind === unset) throw this.isUnset("kind");
  }

  private absent(field: string): LanguageError {
    const { shape, data } = this;
    if (shape.form !== "union") return this.outside(field);
    const { variants } = shape;
    const kinds = Object.keys(variants).filter((kind) => Object.hasOwn(variants[kind], field));
    if (kinds.length === 0) return this.outside(field);
    if (data.kind === unset) return this.isUnset("kind");
    return new LanguageError(
      "variant",
      `${this.pathOf(field)} does not exist while kind is ${String(data.kind)}`,
      `It exists while kind is ${kinds.join(" or ")}: look at kind first.`,
    );
  }

  private outside(field: string): LanguageError {
    return new LanguageError(
      "outside",
      `${this.pathOf(field)} does not exist`,
      `There is ${Object.keys(this.data).join(", ") || "nothing"} to choose from.`,
    );
  }

  private isUnset(field: string): LanguageError {
    return new LanguageError(
      "unset",
      `${this.pathOf(field)} was read before it was assigned`,
      "Assign it first, or make it a parameter.",
    );
  }

  private kindIsFixed(): LanguageError {
    return new LanguageError(
      "variant",
      `${this.pathOf("kind")} was assigned alone`,
      "Assign the whole union: a kind goes with its fields.",
    );
  }

  private isFixed(field: string): LanguageError {
    return new LanguageError(
      this.guards.isReadOnly ? "query-writes" : "domain",
      `${this.pathOf(field)} was removed or defined anew`,
      "Values always have the fields of their shape: only assign to them.",
    );
  }
}
