import type { ShapeInfo } from "../explorer/compile/index.ts";
import { isScalar, type ScalarShape, type System, sizeOf } from "../model/language/index.ts";

/** What the codes of a cell mean. */
export interface Meaning {
  /** By code. */
  readonly texts: readonly string[];
  /** Are they words of the model, rather than numbers and names of elements? */
  readonly areWords: boolean;
}

/** How a scope counts and names what there are several of. */
type Scope = Pick<System, "sizes" | "nameOf">;

/** By cell of a shape; null where variants of a union share the cell and mean different things. */
export function meaningsOf(info: ShapeInfo, scope: Scope): (Meaning | null)[] {
  const found: (Meaning | null | undefined)[] = info.cells.map(() => undefined);
  note(
    info,
    info.cells.map((_, cell) => cell),
    scope,
    (cell, meaning) => {
      const known = found[cell];
      found[cell] = known === undefined || isSame(known, meaning) ? meaning : null;
    },
  );
  return found.map((meaning) => meaning ?? null);
}

function isSame(a: Meaning | null, b: Meaning): boolean {
  return a !== null && JSON.stringify(a) === JSON.stringify(b);
}

function note(
  { shape, parts, variants, isInhabited }: ShapeInfo,
  at: readonly number[],
  scope: Scope,
  say: (cell: number, meaning: Meaning) => void,
): void {
  if (!isInhabited) return;
  if (isScalar(shape)) {
    say(at[0], meaningOf(shape, scope));
    return;
  }
  if (shape.form === "union") {
    say(at[0], { texts: variants.map(({ name }) => name), areWords: true });
  }
  const inner = shape.form === "union" ? variants.flatMap((one) => [...one.parts]) : [...parts];
  for (const [, part] of inner) {
    note(
      part.info,
      part.at.map((cell) => at[cell]),
      scope,
      say,
    );
  }
}

function meaningOf(shape: ScalarShape, scope: Scope): Meaning {
  switch (shape.form) {
    case "bool":
      return { texts: ["0", "1"], areWords: false };
    case "oneOf":
      return { texts: shape.values, areWords: true };
    case "range":
      return { texts: indexesTo(shape.count).map(String), areWords: false };
    case "index": {
      const { domain } = shape;
      const size = sizeOf(domain, scope.sizes);
      return { texts: indexesTo(size).map((at) => scope.nameOf(domain, at)), areWords: false };
    }
    case "nullable": {
      const { texts, areWords } = meaningOf(shape.of, scope);
      return { texts: ["null", ...texts], areWords };
    }
  }
}

function indexesTo(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}
