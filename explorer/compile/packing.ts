import type { Slot, Store } from "../../model/language/index.ts";
import { aliveSlots } from "./Activation.ts";
import type { Compiled } from "./compile.ts";
import { occupied } from "./Layout.ts";

/** The code of every slot, by the slot's id; slots that are not alive are at rest. */
export type Codes = number[];

/** A store of plain values: what the reference runs on. */
export class PlainStore implements Store {
  readonly codes: Codes;
  /** What the step chose, for traces. */
  readonly chosen: unknown[] = [];
  private readonly after: Codes | null;
  private readonly answer: (options: readonly unknown[]) => number;

  /** `answer` says which option a step chooses; `after` is the state after a step, for predicates. */
  constructor(
    codes: Codes,
    answer: (options: readonly unknown[]) => number = noChoice,
    after: Codes | null = null,
  ) {
    this.codes = codes;
    this.answer = answer;
    this.after = after;
  }

  read(slot: Slot): number {
    return slot.id < 0 ? (this.after ?? this.codes)[-1 - slot.id] : this.codes[slot.id];
  }

  write(slot: Slot, code: number): void {
    this.codes[slot.id] = code;
  }

  link(to: Slot, from: Slot): void {
    this.codes[to.id] = this.codes[from.id];
  }

  query(evaluate: () => number): number {
    return evaluate();
  }

  isAmong(slot: Slot, codes: ReadonlySet<number>): boolean {
    return codes.has(this.read(slot));
  }

  choose(options: readonly unknown[]): number {
    const option = this.answer(options);
    this.chosen.push(options[option]);
    return option;
  }
}

function noChoice(): never {
  throw new Error("a choice where none can be made");
}

/** The initial state, as plain values. */
export function initialCodes({ unfolded: { program } }: Pick<Compiled, "unfolded">): Codes {
  const codes: Codes = new Array(program.slots.length).fill(0);
  program.initialise(new PlainStore(codes));
  return codes;
}

/** The initial state, packed. */
export function initialState(compiled: Compiled): Int32Array {
  return pack(compiled, initialCodes(compiled));
}

/** Plain values into words. */
export function pack(
  { unfolded: { program }, layout }: Pick<Compiled, "unfolded" | "layout">,
  codes: Codes,
): Int32Array {
  const words = new Int32Array(layout.words);
  words[0] = occupied;
  for (const slot of program.slots) {
    if (codes[slot.id] === 0) continue;
    const { word, shift } = layout.placeOf(slot);
    words[word] |= codes[slot.id] << shift;
  }
  return words;
}

/** Words into plain values; what is not alive is at rest. */
export function unpack(compiled: Compiled, words: Int32Array): Codes {
  const { program } = compiled.unfolded;
  const codes: Codes = new Array(program.slots.length).fill(0);
  const take = (slot: Slot) => {
    if (slot.within !== null && codes[slot.within.kind.id] !== slot.within.code) return;
    const { word, shift, mask } = compiled.layout.placeOf(slot);
    codes[slot.id] = (words[word] >>> shift) & mask;
  };
  for (const slot of program.stateSlots) take(slot);
  for (const { pc, positions } of program.actors) {
    take(pc);
    for (const slot of aliveSlots(positions[codes[pc.id]].activation)) take(slot);
  }
  return codes;
}
