/** A fault that was there once, as a change of today's sources that brings it back. */
export interface Revert {
  readonly id: string;
  readonly what: string;
  readonly edits: readonly Edit[];
}

/** In a file from the root: text that occurs exactly once, and what stands there instead. */
interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

const place = "explorer/compile/Place.ts";
const pathStore = "explorer/compile/PathStore.ts";

/** Faults that the compiler had: the first one (E1 to E8), and later. The fuzz must find every one of them. */
export const reverts: readonly Revert[] = [
  {
    id: "E1",
    what: "assigning a union clears the cells of its other variants after the value is written",
    edits: [
      {
        file: place,
        find: `    this.valueForParts(variants[kind].parts, value, path, shape, effects, ["kind"]);`,
        replace: `    this.valueForParts(variants[kind].parts, value, path, shape, effects, ["kind"]);
    for (const { parts: others } of variants.toSpliced(kind, 1))
      for (const { at } of others.values())
        for (const cell of at) effects[cell] = { kind: "constant", code: 0 };`,
      },
    ],
  },
  {
    id: "E2",
    what: "a copy after a partial write takes what the cells held before the step",
    edits: [
      {
        file: place,
        find: "      return cells.map((_, at) => this.store.copied(source.effect(at)));",
        replace: '      return source.cells.map((from) => ({ kind: "slot", from }));',
      },
    ],
  },
  {
    id: "E3",
    what: "cells that the assigned variant does not use keep what they held: equal unions differ",
    edits: [
      {
        file: place,
        find: 'const effects = cells.map((): Effect => ({ kind: "constant", code: 0 }));',
        replace: "const effects = cells.map(() => undefined) as unknown as Effect[];",
      },
      {
        file: place,
        find: "      this.store.put(cell, effects[at]);",
        replace: "      if (effects[at] !== undefined) this.store.put(cell, effects[at]);",
      },
    ],
  },
  {
    id: "E4",
    what: "cells that the assigned variant does not use survive a copy from a union of another shape",
    edits: [
      {
        file: place,
        find: 'const effects = cells.map((): Effect => ({ kind: "constant", code: 0 }));',
        replace: `const effects = cells.map((): Effect => {
      if (source?.info.shape.form === "union") return undefined as unknown as Effect;
      return { kind: "constant", code: 0 };
    });`,
      },
      {
        file: place,
        find: "      this.store.put(cell, effects[at]);",
        replace: "      if (effects[at] !== undefined) this.store.put(cell, effects[at]);",
      },
    ],
  },
  {
    id: "E5",
    what: "choosing from no options takes one that there is not, instead of waiting",
    edits: [
      { file: pathStore, find: "    if (count === 0) throw blocked;\n", replace: "" },
      {
        file: pathStore,
        find: `this.path.decide({ kind: "choice", count }, () => codesBelow(count));`,
        replace: `this.path.decide({ kind: "choice", count }, () => codesBelow(Math.max(1, count)));`,
      },
    ],
  },
  {
    id: "E6",
    what: "an error inside a quantifier is one of the whole step, whether or not its element is asked",
    edits: [
      {
        file: pathStore,
        find: "    return session.codeOf(error);",
        replace: "    throw error;",
      },
    ],
  },
  {
    id: "E7",
    what: "results of calls copy codes, not values",
    edits: [
      {
        file: place,
        find: "copyField(name: string, from: object, fromName: string): void {",
        replace:
          "copyField(name: string, from: object, fromName: string, isResult = false): void {",
      },
      {
        file: place,
        find: "if (source === undefined || part === undefined || other?.info.key !== part.info.key) {",
        replace: `const fits = isResult
      ? other?.info.cells.length === part?.info.cells.length
      : other?.info.key === part?.info.key;
    if (source === undefined || other === undefined || part === undefined || !fits) {`,
      },
      {
        file: "explorer/compile/Program.ts",
        find: "caller?.activation.local.copyField(mine, local.view, theirs);",
        replace: "caller?.activation.local.copyField(mine, local.view, theirs, true);",
      },
    ],
  },
  {
    id: "E8",
    what: "assigning a record of another shape copies cell by cell, not by name",
    edits: [
      {
        file: place,
        find: "if (info.isInhabited && source?.info.key === info.key) {",
        replace: "if (source !== undefined && source.cells.length === cells.length) {",
      },
    ],
  },
  {
    id: "replay-choices",
    what: "where a body breaks a rule, its choices are forgotten when it is told again",
    edits: [
      {
        file: "explorer/compile/BodyRuns.ts",
        find: "    store.restore(point.end.kept, this.renaming);\n",
        replace:
          '    if (point.end.kind === "said") store.restore(point.end.kept, this.renaming);\n',
      },
    ],
  },
  {
    id: "replay-names",
    what: "a body that is told again writes the locals of the activation that ran it",
    edits: [
      {
        file: pathStore,
        find: "      this.effects.set(renaming.slot(slot), renaming.effect(effect));",
        replace: "      this.effects.set(slot, renaming.effect(effect));",
      },
    ],
  },
];

/** The text with the edits made; an edit that does not fit exactly once is an error. */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce((now, { file, find, replace }) => {
    const parts = now.split(find);
    if (parts.length === 2) return parts.join(replace);
    throw new Error(`${file} has ${parts.length - 1} times: ${find}`);
  }, text);
}
