/** Sets of which no smaller part is enough, and whether every set was looked at. */
export interface SmallestSets<T> {
  readonly sets: readonly (readonly T[])[];
  readonly isExhaustive: boolean;
}

/** How far to look. */
export interface SetBounds {
  /** The most items in a set. */
  readonly size: number;
  /** The most sets that are tried. */
  readonly tries: number;
}

const defaultBounds: SetBounds = { size: 3, tries: 500 };

/** Those sets of items that are enough, while none of their parts is; small ones first. */
export function smallestSets<T>(
  items: readonly T[],
  isEnough: (some: readonly T[]) => boolean,
  { size, tries }: SetBounds = defaultBounds,
): SmallestSets<T> {
  const sets: (readonly T[])[] = [];
  let tried = 0;
  for (let count = 0; count <= Math.min(size, items.length); count += 1) {
    for (const some of subsets(items, count)) {
      if (sets.some((set) => set.every((item) => some.includes(item)))) continue;
      if (tried === tries) return { sets, isExhaustive: false };
      tried += 1;
      if (isEnough(some)) sets.push(some);
    }
  }
  return { sets, isExhaustive: size >= items.length };
}

/** The subsets of that many items. */
function* subsets<T>(items: readonly T[], count: number): Generator<readonly T[]> {
  if (count === 0) yield [];
  else {
    for (const [at, item] of items.entries()) {
      for (const rest of subsets(items.slice(at + 1), count - 1)) yield [item, ...rest];
    }
  }
}
