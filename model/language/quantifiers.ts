// Quantifiers are values, not loops: when a step is compiled each is one node with a small tree of
// its own, so "is any PTE of this folio dirty" does not multiply the paths of the step. Of plain
// objects, as in a unit test, the answer is direct.

type Elements<K extends number, T> = Readonly<Record<K, T>>;

/** Under this symbol a value may answer for itself; plain objects have none and are asked directly. */
export const answers = Symbol("answers");

/** How a value answers for itself. What is left out is asked directly. */
export interface Answers {
  indexes?(): number[];
  some?(predicate: (element: unknown, at: number) => boolean): boolean;
  count?(predicate: (element: unknown, at: number) => boolean): number;
  first?(predicate: (element: unknown, at: number) => boolean): number | null;
  is?(predicate: (value: unknown) => boolean): boolean;
  same?(other: object): boolean;
  sameField?(field: string, other: object, otherField: string): boolean;
  become?(value: object): void;
  copyField?(field: string, from: object, fromField: string): void;
  update?(field: string, change: (value: unknown) => unknown): void;
}

function answersOf(value: object): Answers | undefined {
  return (value as { readonly [answers]?: Answers })[answers];
}

/** The indexes of an array, in order. Constant in a system, so a plain loop over them costs nothing. */
export function indexes<K extends number, T>(elements: Elements<K, T>): K[] {
  const own = answersOf(elements)?.indexes?.();
  return (own ?? Object.keys(elements).map(Number)) as K[];
}

/** Is the predicate true of some element? */
export function some<K extends number, T>(
  elements: Elements<K, T>,
  predicate: (element: T, at: K) => boolean,
): boolean {
  const ask = predicate as (element: unknown, at: number) => boolean;
  return (
    answersOf(elements)?.some?.(ask) ?? indexes(elements).some((at) => predicate(elements[at], at))
  );
}

/** Is the predicate true of every element? */
export function every<K extends number, T>(
  elements: Elements<K, T>,
  predicate: (element: T, at: K) => boolean,
): boolean {
  return !some(elements, (element, at) => !predicate(element, at));
}

/** Of how many elements is the predicate true? */
export function count<K extends number, T>(
  elements: Elements<K, T>,
  predicate: (element: T, at: K) => boolean,
): number {
  const ask = predicate as (element: unknown, at: number) => boolean;
  return (
    answersOf(elements)?.count?.(ask) ??
    indexes(elements).filter((at) => predicate(elements[at], at)).length
  );
}

/** The first index whose element the predicate is true of, or null: how a frame is allocated. */
export function first<K extends number, T>(
  elements: Elements<K, T>,
  predicate: (element: T, at: K) => boolean,
): K | null {
  const own = answersOf(elements);
  if (own?.first !== undefined) {
    return own.first(predicate as (element: unknown, at: number) => boolean) as K | null;
  }
  return indexes(elements).find((at) => predicate(elements[at], at)) ?? null;
}

/** Is the predicate true of this one value? One node, whatever it reads. */
export function is<T extends object>(value: T, predicate: (value: T) => boolean): boolean {
  const ask = predicate as (value: unknown) => boolean;
  return answersOf(value)?.is?.(ask) ?? predicate(value);
}

/** Do two values agree in everything (pte_same)? Or two fields: `same(a, "x", b, "y")`. */
export function same<T extends object>(a: T, b: T): boolean;
export function same<A extends object, B extends object>(
  a: A,
  field: keyof A & string,
  b: B,
  otherField: keyof B & string,
): boolean;
export function same(a: object, b: object | string, other?: object, otherField?: string): boolean {
  if (typeof b === "object") return answersOf(a)?.same?.(b) ?? isEqual(a, b);
  if (other === undefined || otherField === undefined)
    throw new TypeError("same(a, field, b, field)");
  return (
    answersOf(a)?.sameField?.(b, other, otherField) ??
    isEqual(Reflect.get(a, b), Reflect.get(other, otherField))
  );
}

/** Makes `to` what `from` is, without looking at it. Or a field: `copy(to, "x", from, "y")`. */
export function copy<T extends object>(to: T, from: T): void;
export function copy<
  A extends object,
  B extends object,
  K extends keyof A & string,
  L extends keyof B & string,
>(to: A, field: K, from: B[L] extends A[K] ? B : never, fromField: L): void;
export function copy(to: object, field: object | string, from?: object, fromField?: string): void {
  if (typeof field === "object") {
    const own = answersOf(to)?.become;
    if (own !== undefined) {
      own(field);
      return;
    }
    const value = clone(field) as object;
    for (const key of Object.keys(to)) Reflect.deleteProperty(to, key);
    Object.assign(to, value);
    return;
  }
  if (from === undefined || fromField === undefined)
    throw new TypeError("copy(to, field, from, field)");
  const own = answersOf(to)?.copyField;
  if (own !== undefined) own(field, from, fromField);
  else Reflect.set(to, field, clone(Reflect.get(from, fromField)));
}

/** A field becomes a function of itself: one path, whatever its value. */
export function update<T extends object, K extends keyof T & string>(
  of: T,
  field: K,
  change: (value: T[K]) => T[K],
): void {
  const own = answersOf(of)?.update;
  if (own !== undefined) own(field, change as (value: unknown) => unknown);
  else of[field] = change(of[field]);
}

function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(Reflect.get(a, key), Reflect.get(b, key)))
  );
}

function clone(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clone(inner)]));
}
