import {
  isScalar,
  LanguageError,
  type ScalarShape,
  type Shape,
  shapeText,
} from "../../model/language/index.ts";
import { decode, encode } from "./codec.ts";
import type { PathStore } from "./PathStore.ts";
import { join, type Part, type ShapeInfo, type Shapes } from "./Shapes.ts";
import type { Effect, Slot } from "./Slot.ts";
import { type Viewed, viewOf } from "./viewOf.ts";

/** What all places of a program share: the store of the path at hand, and what to undo after it. */
export interface Host {
  readonly shapes: Shapes;
  readonly store: PathStore;
  readonly undo: (() => void)[];
}

const places = new WeakMap<object, Place>();

/** The place behind a view, if it is one. */
function placeBehind(value: unknown): Place | undefined {
  return typeof value === "object" && value !== null ? places.get(value) : undefined;
}

/**
 * A record, union or array of the state, as a step sees it through `view`: it reads and writes the store.
 * A value that is assigned as a whole takes the place of the old one, as with plain objects: views that
 * were taken before are detached, and keep what they showed.
 */
export class Place implements Viewed {
  readonly view: object;
  readonly cells: readonly Slot[];
  readonly info: ShapeInfo;
  private readonly path: string;
  private readonly host: Host;
  private readonly owner: Place | null;
  /** The views of composite parts that were given out, by name. */
  private readonly taken = new Map<string, Place>();
  /** What the cells held when this was detached. */
  private frozen: ReadonlyMap<Slot, Effect> | null = null;

  constructor(
    info: ShapeInfo,
    path: string,
    cells: readonly Slot[],
    host: Host,
    owner: Place | null,
  ) {
    this.info = info;
    this.path = path;
    this.cells = cells;
    this.host = host;
    this.owner = owner;
    this.view = viewOf(this);
    places.set(this.view, this);
  }

  get store(): PathStore {
    return this.host.store;
  }

  /** Names of the fields or elements that exist now. */
  keys(): readonly string[] {
    const { shape, names, variants } = this.info;
    if (shape.form === "union") return ["kind", ...variants[this.kind()].parts.keys()];
    return names;
  }

  get(name: string): unknown {
    if (this.info.shape.form === "union" && name === "kind") {
      return this.info.variants[this.kind()].name;
    }
    const part = this.part(name);
    const { shape, cells, isInhabited } = part.info;
    if (!isInhabited) throw this.outside(name, `${shapeText(shape)}, which has none`);
    if (!isScalar(shape)) return this.placeOf(name, part).view;
    return decode(shape, this.store.codeOf(this.effect(part.at[0]), cells[0].size));
  }

  set(name: string, value: unknown): void {
    this.assertAttached(name);
    if (this.info.shape.form === "union" && name === "kind") throw this.otherVariant(name);
    const part = this.part(name);
    if (!part.info.isInhabited) throw this.unfit(this.pathTo(name), value, part.info.shape);
    this.replace(name, part, this.valueFor(part.info, value, this.pathTo(name)));
  }

  /** The view becomes what `value` is, and stays part of the state. */
  become(value: unknown): void {
    this.assertAttached("");
    const effects = this.valueFor(this.info, value, this.path);
    for (const key of [...this.taken.keys()]) this.detach(key);
    this.putAll(this.cells, effects);
  }

  /** A field becomes what another field is, without looking where their shapes agree. */
  copyField(name: string, from: object, fromName: string): void {
    const source = placeBehind(from);
    const other = source?.partWithCells(fromName);
    const part = other && !this.isDetached ? this.partWithCells(name) : undefined;
    if (source === undefined || part === undefined || other?.info.key !== part.info.key) {
      this.set(name, Reflect.get(from, fromName));
      return;
    }
    this.replace(
      name,
      part,
      other.at.map((cell) => source.effect(cell)),
    );
  }

  update(name: string, change: (value: unknown) => unknown): void {
    const part = this.isDetached ? undefined : this.partWithCells(name);
    if (part === undefined || !isScalar(part.info.shape)) {
      this.set(name, change(this.get(name)));
      return;
    }
    const { shape, cells } = part.info;
    const { sizes } = this.host.shapes;
    this.store.update(this.cells[part.at[0]], cells[0].size, {
      codeOf: (code) => encode(shape, change(decode(shape, code)), sizes),
      refusal: (code) => this.unfit(this.pathTo(name), change(decode(shape, code)), shape),
    });
  }

  same(other: object): boolean {
    const place = placeBehind(other);
    if (place === undefined || place.info.key !== this.info.key) {
      return this.store.query(() => (isEqual(this.view, other) ? 1 : 0)) === 1;
    }
    return this.store.same(
      this.info.cells.map(({ size }, at) => [this.effect(at), place.effect(at), size]),
    );
  }

  sameField(name: string, other: object, otherName: string): boolean {
    const part = this.partWithCells(name);
    const place = placeBehind(other);
    const otherPart = part && place?.partWithCells(otherName);
    if (place === undefined || part === undefined || otherPart?.info.key !== part.info.key) {
      const equal = () => isEqual(this.get(name), Reflect.get(other, otherName));
      return this.store.query(() => (equal() ? 1 : 0)) === 1;
    }
    return this.store.same(
      part.info.cells.map(({ size }, at) => [
        this.effect(part.at[at]),
        place.effect(otherPart.at[at]),
        size,
      ]),
    );
  }

  private kind(): number {
    return this.store.codeOf(this.effect(0), this.info.variants.length);
  }

  /** What a cell holds now, or held when this was detached. */
  private effect(at: number): Effect {
    const cell = this.cells[at];
    for (let place: Place | null = this; place !== null; place = place.owner) {
      const frozen = place.frozen?.get(cell);
      if (frozen !== undefined) return frozen;
    }
    return this.store.effectOf(cell);
  }

  private part(name: string): Part {
    const { shape, parts, variants } = this.info;
    if (shape.form !== "union") return parts.get(name) ?? this.noPart(name);
    return variants[this.kind()].parts.get(name) ?? this.noPart(name);
  }

  /** A part that has cells: undefined for a union's kind, which is no part, and for what can hold nothing. */
  private partWithCells(name: string): Part | undefined {
    if (this.info.shape.form === "union" && name === "kind") return undefined;
    const part = this.part(name);
    return part.info.isInhabited ? part : undefined;
  }

  private noPart(name: string): never {
    const { shape } = this.info;
    // Of variants that cannot exist, too.
    const variants = shape.form === "union" ? Object.values(shape.variants) : [];
    const isOther = variants.some((fields) => Object.hasOwn(fields, name));
    throw isOther ? this.otherVariant(name) : this.outside(name, shapeText(shape));
  }

  private placeOf(name: string, { info, at }: Part): Place {
    const key = this.keyOf(name);
    const known = this.taken.get(key);
    if (known !== undefined) return known;
    const cells = at.map((cell) => this.cells[cell]);
    const made = new Place(info, this.pathTo(name), cells, this.host, this);
    this.taken.set(key, made);
    return made;
  }

  /** Variants may have parts of one name, which are not the same. */
  private keyOf(name: string): string {
    return this.info.shape.form === "union" ? `${this.kind()}.${name}` : name;
  }

  private replace(name: string, { at }: Part, effects: readonly Effect[]): void {
    this.detach(this.keyOf(name));
    this.putAll(
      at.map((cell) => this.cells[cell]),
      effects,
    );
  }

  private putAll(cells: readonly Slot[], effects: readonly Effect[]): void {
    cells.forEach((cell, at) => {
      this.store.put(cell, effects[at]);
    });
  }

  /** The view of a part that was given out, if any, goes on with what it shows now. */
  private detach(key: string): void {
    const place = this.taken.get(key);
    if (place === undefined) return;
    place.frozen = new Map(place.cells.map((cell, at) => [cell, place.effect(at)]));
    this.taken.delete(key);
    this.host.undo.push(() => {
      place.frozen = null;
      this.taken.set(key, place);
    });
  }

  /** What the cells of a shape become when it is given a value: by name and by value, or as they are. */
  private valueFor(info: ShapeInfo, value: unknown, path: string): readonly Effect[] {
    const { shape, cells, parts, variants } = info;
    if (isScalar(shape)) {
      const code = this.codeFor(shape, value, path);
      return [{ kind: "constant", code }];
    }
    const source = placeBehind(value);
    if (info.isInhabited && source?.info.key === info.key) {
      return cells.map((_, at) => this.store.copied(source.effect(at)));
    }
    if (typeof value !== "object" || value === null) throw this.unfit(path, value, shape);
    const effects = cells.map((): Effect => ({ kind: "constant", code: 0 }));
    if (shape.form !== "union") {
      this.valueForParts(parts, value, path, shape, effects);
      return effects;
    }
    const said = Object.keys(value).includes("kind") ? Reflect.get(value, "kind") : undefined;
    const kind = variants.findIndex(({ name }) => name === said);
    if (kind < 0) throw this.unfit(path, value, shape);
    effects[0] = { kind: "constant", code: kind };
    this.valueForParts(variants[kind].parts, value, path, shape, effects, ["kind"]);
    return effects;
  }

  private valueForParts(
    parts: ReadonlyMap<string, Part>,
    value: object,
    path: string,
    shape: Shape,
    effects: Effect[],
    besides: readonly string[] = [],
  ): void {
    const names = Object.keys(value);
    const isExact = names.every((name) => parts.has(name) || besides.includes(name));
    if (!isExact || names.length !== parts.size + besides.length)
      throw this.unfit(path, value, shape);
    for (const [name, { info, at }] of parts) {
      this.valueFor(info, Reflect.get(value, name), join(path, name)).forEach((effect, cell) => {
        effects[at[cell]] = effect;
      });
    }
  }

  private codeFor(shape: ScalarShape, value: unknown, path: string): number {
    const code = encode(shape, value, this.host.shapes.sizes);
    if (code < 0) throw this.unfit(path, value, shape);
    return code;
  }

  private pathTo(name: string): string {
    const { shape } = this.info;
    if (shape.form !== "array") return join(this.path, name);
    return join(this.path, this.host.shapes.nameOfElement(shape.domain, name));
  }

  private get isDetached(): boolean {
    return this.frozen !== null || (this.owner?.isDetached ?? false);
  }

  private assertAttached(name: string): void {
    for (let place: Place | null = this; place !== null; place = place.owner) {
      if (place.frozen === null) continue;
      throw new LanguageError(
        "detached",
        `${this.pathTo(name)} was assigned through a value that ${place.path} no longer is`,
        "The whole was assigned after the value was taken: take it again, then assign.",
      );
    }
  }

  private outside(name: string, what: string): LanguageError {
    const has = this.keysText();
    return new LanguageError(
      "outside",
      `${this.path === "" ? "the state" : this.path} has no ${JSON.stringify(name)}: it is ${what}`,
      has === "" ? "It has nothing in this scope." : `Ask for one of: ${has}.`,
    );
  }

  private keysText(): string {
    const { shape, parts, variants } = this.info;
    if (shape.form === "union") return variants.map(({ name }) => name).join(", ");
    const names = [...parts.keys()];
    return names.length > 12 ? `${names.slice(0, 12).join(", ")}, …` : names.join(", ");
  }

  /** The refusal of a value that a field cannot hold. */
  private unfit(path: string, value: unknown, shape: Shape): LanguageError {
    const isObject = typeof value === "object" && value !== null;
    const shown = isObject
      ? `a value with ${Object.keys(value).join(", ")}`
      : JSON.stringify(value);
    return new LanguageError(
      "domain",
      `${path} was given ${String(shown)}, but holds ${shapeText(shape, this.host.shapes.sizes)}`,
      "Give it a value of its domain; or widen that, where the field is declared or in the system's sizes.",
    );
  }

  private otherVariant(name: string): LanguageError {
    return new LanguageError(
      "variant",
      `${join(this.path, name)} was asked for or assigned while ${this.path} is ${this.info.variants[this.kind()].name}`,
      "Look at its kind first; to change that, assign the whole value: owner.field = { kind: …, … }.",
    );
  }
}

/** Equal in every field, whatever the values are made of. */
function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const [names, others] = [Object.keys(a), Object.keys(b)];
  return (
    names.length === others.length &&
    names.every(
      (name) => others.includes(name) && isEqual(Reflect.get(a, name), Reflect.get(b, name)),
    )
  );
}
