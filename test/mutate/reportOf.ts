import { keyOf, type Mutant, type Part } from "./Mutant.ts";
import type { Survivor } from "./survivors.ts";

/** A mutant and what killed it, or null. */
export interface Tried {
  readonly mutant: Mutant;
  readonly killer: string | null;
}

interface Figures {
  readonly part: Part;
  readonly mutants: number;
  readonly killed: number;
  readonly equivalent: number;
  /** Of those that are not equivalent, in per cent. */
  readonly ratio: number;
  readonly floor: number;
}

/** What must die at least, in per cent of the mutants that are not equivalent. */
const floors: Readonly<Record<Part, number>> = { model: 90, laws: 95, counterexamples: 70 };

/** What is said, and whether enough was killed and every survivor is known. */
export interface Report {
  readonly text: string;
  readonly data: unknown;
  readonly isEnough: boolean;
}

/** A table of the parts, then the survivors that nobody has explained, and what is wrong with the list. */
export function reportOf(
  tried: readonly Tried[],
  known: ReadonlyMap<string, Survivor>,
  all: readonly Mutant[],
  isSample: boolean,
): Report {
  const parts = (Object.keys(floors) as Part[]).flatMap((part) => {
    const some = tried.filter(({ mutant }) => mutant.part === part);
    return some.length === 0 ? [] : [figuresOf(part, some, known, isSample)];
  });
  const surviving = tried.filter(({ killer }) => killer === null).map(({ mutant }) => mutant);
  const unknown = surviving.filter((mutant) => !known.has(keyOf(mutant)));
  const keys = new Set(all.map(keyOf));
  const gone = [...known.keys()].filter((key) => !keys.has(key));
  const live = new Set(surviving.map(keyOf));
  const dead = tried.filter(
    ({ mutant }) => known.has(keyOf(mutant)) && !live.has(keyOf(mutant)), // Some have one name.
  );
  const wrong = [
    ...unknown.map((mutant) => `survives: ${lineOf(mutant)}`),
    ...gone.map((key) => `in survivors.ts, but there is no such mutant: ${key}`),
    ...dead.map(
      ({ mutant, killer }) => `in survivors.ts, but killed (${killer}): ${lineOf(mutant)}`,
    ),
  ];
  // A sample is for the gate: what is listed is asked of a run over all.
  const isListed = isSample || wrong.length === 0;
  const isEnough = isListed && parts.every(({ ratio, floor }) => ratio >= floor);
  const text = [...table(parts), ...wrong, ...explained(surviving, known)].join("\n");
  return { text, data: { parts, wrong, tried: tried.map(asData) }, isEnough };
}

function figuresOf(
  part: Part,
  some: readonly Tried[],
  known: ReadonlyMap<string, Survivor>,
  isSample: boolean,
): Figures {
  const killed = some.filter(({ killer }) => killer !== null).length;
  const equivalent = some.filter(
    ({ mutant, killer }) => killer === null && known.get(keyOf(mutant))?.isEquivalent,
  ).length;
  const count = some.length - equivalent;
  const ratio = Math.floor((1000 * killed) / Math.max(1, count)) / 10;
  const floor = isSample ? floorOfSample(floors[part], count) : floors[part];
  return { part, mutants: some.length, killed, equivalent, ratio, floor };
}

/** By chance a sample has fewer that are killed: three standard deviations are allowed for. */
function floorOfSample(floor: number, count: number): number {
  return Math.max(
    0,
    Math.floor(floor - 3 * Math.sqrt((floor * (100 - floor)) / Math.max(1, count))),
  );
}

function table(parts: readonly Figures[]): string[] {
  const row = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, at) => (at === 0 ? String(cell).padEnd(16) : String(cell).padStart(11)))
      .join("");
  return [
    row(["", "mutants", "killed", "equivalent", "ratio %", "floor %"]),
    ...parts.map((one) =>
      row([one.part, one.mutants, one.killed, one.equivalent, one.ratio.toFixed(1), one.floor]),
    ),
    "",
  ];
}

function explained(surviving: readonly Mutant[], known: ReadonlyMap<string, Survivor>): string[] {
  return surviving.flatMap((mutant) => {
    const found = known.get(keyOf(mutant));
    if (found === undefined) return [];
    const word = found.isEquivalent ? "equivalent" : "not seen";
    return [`${word}: ${lineOf(mutant)}`, `  ${found.why}`];
  });
}

/** A mutant in one line, as an editor can jump to it. */
export function lineOf({ file, line, where, was, becomes }: Mutant): string {
  return `${file}:${line} ${where}: ${was} -> ${becomes === "" ? "(left out)" : becomes}`;
}

function asData({ mutant, killer }: Tried): unknown {
  return { ...mutant, killer };
}
