import { isDeepStrictEqual } from "node:util";
import { hostOf, isView, link, slotsOf } from "./views.ts";

// Quantifiers are values, not loops: when a step is compiled each is one node with a small tree of
// its own, so "is any PTE of this folio dirty" does not multiply the paths of the step.

type Elements<K extends number, T> = Readonly<Record<K, T>>;

/** Asks the store behind a view; of a plain object, as in a unit test, the answer is direct. */
function query(of: object, evaluate: () => number): number {
  return isView(of) ? of[hostOf].store.query(evaluate) : evaluate();
}

function entriesOf<K extends number, T>(elements: Elements<K, T>): (readonly [T, K])[] {
  return Object.keys(elements).map((key) => {
    const at = Number(key) as K;
    return [elements[at], at] as const;
  });
}

/** The indexes of an array, in order. Constant in a system, so a plain loop over them costs nothing. */
export function indexes<K extends number, T>(elements: Elements<K, T>): K[] {
  return Object.keys(elements).map((key) => Number(key) as K);
}

/** Is the predicate true of some element? */
export function some<K extends number, T>(
  elements: Elements<K, T>,
  predicate: (element: T, at: K) => boolean,
): boolean {
  const evaluate = () => (entriesOf(elements).some(([e, at]) => predicate(e, at)) ? 1 : 0);
  return query(elements, evaluate) === 1;
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
  return query(elements, () => entriesOf(elements).filter(([e, at]) => predicate(e, at)).length);
}

/** Do two values of one shape agree in every bit? (pte_same) */
export function same<T extends object>(a: T, b: T): boolean {
  if (!isView(a) || !isView(b)) return isDeepStrictEqual({ ...a }, { ...b });
  const [slots, others, { store }] = [a[slotsOf], b[slotsOf], a[hostOf]];
  const evaluate = () =>
    slots.every((slot, at) => store.read(slot) === store.read(others[at])) ? 1 : 0;
  return store.query(evaluate) === 1;
}

/** Makes `to` what `from` is, without looking at it. */
export function copy<T extends object>(to: T, from: T): void {
  if (isView(to) && isView(from)) {
    link(to[slotsOf], from[slotsOf], to[hostOf].store);
    return;
  }
  for (const key of Object.keys(to)) Reflect.deleteProperty(to, key);
  Object.assign(to, from);
}
