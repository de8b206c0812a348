import {
  LanguageError,
  type NameOf,
  type Shape,
  type Sizes,
  sizeOf,
  type UnionShape,
} from "../../model/language/index.ts";
import { sizeOfScalar } from "./codec.ts";

/** One code's worth of a shape. */
export interface Cell {
  readonly size: number;
  readonly name: string;
  readonly isLock: boolean;
}

/** A part of a composite: its shape, and which of the composite's cells it has. */
export interface Part {
  readonly info: ShapeInfo;
  readonly at: readonly number[];
}

export type Parts = ReadonlyMap<string, Part>;

/** What the compiler knows of a shape in a scope. */
export interface ShapeInfo {
  readonly shape: Shape;
  /** Equal for shapes whose cells mean the same, in the same order. */
  readonly key: string;
  /** None if the shape can hold nothing. */
  readonly cells: readonly Cell[];
  readonly isInhabited: boolean;
  /** Of a record or an array. */
  readonly parts: Parts;
  /** Of those parts that can hold something. */
  readonly names: readonly string[];
  /** Of a union, those that can exist: cell 0 holds which one. */
  readonly variants: readonly { readonly name: string; readonly parts: Parts }[];
}

const noParts: Parts = new Map();

/**
 * How shapes become cells. The variants of a union share cells: the largest of one with the largest of the
 * others. What the active variant does not use holds 0, so equal values have equal codes.
 */
export class Shapes {
  readonly sizes: Sizes;
  private readonly nameOf: NameOf;
  private readonly known = new Map<Shape, ShapeInfo>();

  constructor(sizes: Sizes, nameOf: NameOf) {
    this.sizes = sizes;
    this.nameOf = nameOf;
  }

  infoOf(shape: Shape): ShapeInfo {
    const known = this.known.get(shape);
    if (known !== undefined) return known;
    const made = this.make(shape);
    this.known.set(shape, made);
    return made;
  }

  /** How an element of an array is written in paths. */
  nameOfElement(domain: string, name: string): string {
    return /^\d+$/.test(name) ? this.nameOf(domain, Number(name)) : name;
  }

  private make(shape: Shape): ShapeInfo {
    switch (shape.form) {
      case "record":
        return this.compositeInfo(shape, Object.entries(shape.fields), (name) => name);
      case "array": {
        const elements = Array.from(
          { length: sizeOf(shape.domain, this.sizes) },
          (_, at): [string, Shape] => [String(at), shape.element],
        );
        return this.compositeInfo(shape, elements, (at) => this.nameOf(shape.domain, Number(at)));
      }
      case "union":
        return this.unionInfo(shape);
    }
    const size = sizeOfScalar(shape, this.sizes);
    const cell = { size, name: "", isLock: "isLock" in shape };
    const key = JSON.stringify(shape, (name, value) => (name === "isLock" ? undefined : value));
    const cells = size === 0 ? [] : [cell];
    const isInhabited = size > 0;
    return { shape, key, cells, isInhabited, parts: noParts, names: [], variants: [] };
  }

  private compositeInfo(
    shape: Shape,
    entries: readonly (readonly [string, Shape])[],
    nameOf: (name: string) => string,
  ): ShapeInfo {
    const cells: Cell[] = [];
    const parts = new Map<string, Part>();
    for (const [name, inner] of entries) {
      const info = this.partInfo(name, inner);
      parts.set(name, { info, at: info.cells.map((_, at) => cells.length + at) });
      cells.push(...info.cells.map((cell) => ({ ...cell, name: join(nameOf(name), cell.name) })));
    }
    const key = `{${[...parts].map(([name, { info }]) => `${name}:${info.key}`)}}`;
    const isInhabited = [...parts.values()].every(({ info }) => info.isInhabited);
    const names = [...parts].flatMap(([name, { info }]) => (info.isInhabited ? [name] : []));
    return { shape, key, cells, isInhabited, parts, names, variants: [] };
  }

  /** A declaration that is refused says in which field it is. */
  private partInfo(name: string, shape: Shape): ShapeInfo {
    try {
      return this.infoOf(shape);
    } catch (error) {
      throw error instanceof LanguageError ? error.at(name) : error;
    }
  }

  private unionInfo(shape: UnionShape): ShapeInfo {
    const payload: Cell[] = [];
    const variants = Object.entries(shape.variants).flatMap(([name, fields]) => {
      const own = this.compositeInfo(shape, Object.entries(fields), (field) => field);
      if (!own.isInhabited) return [];
      const largestFirst = own.cells
        .map((cell, from) => ({ cell, from }))
        .sort((a, b) => b.cell.size - a.cell.size);
      const shared: number[] = [];
      largestFirst.forEach(({ cell, from }, to) => {
        shared[from] = to + 1;
        payload[to] = joined(payload[to], cell);
      });
      const parts = new Map(
        [...own.parts].map(([field, { info, at }]) => [
          field,
          { info, at: at.map((cell) => shared[cell]) },
        ]),
      );
      return [{ name, parts, key: `${name}${own.key}` }];
    });
    const isInhabited = variants.length > 0;
    const kind = { size: variants.length, name: "kind", isLock: false };
    const cells = isInhabited ? [kind, ...payload] : [];
    return {
      shape,
      key: `(${variants.map(({ key }) => key)})`,
      cells,
      isInhabited,
      parts: noParts,
      names: [],
      variants,
    };
  }
}

function joined(shared: Cell | undefined, cell: Cell): Cell {
  if (shared === undefined) return { ...cell, isLock: false };
  const names = new Set([...shared.name.split("|"), cell.name]);
  return { size: Math.max(shared.size, cell.size), name: [...names].join("|"), isLock: false };
}

/** Two parts of a path. */
export function join(prefix: string, name: string): string {
  if (prefix === "" || name === "") return `${prefix}${name}`;
  return `${prefix}.${name}`;
}
