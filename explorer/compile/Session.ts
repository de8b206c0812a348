import type { LanguageError } from "../../model/language/index.ts";
import type { Effect, Slot } from "./Slot.ts";
import { TreeBuilder } from "./Tree.ts";

/** Values of queries below this are numbers; the others are errors. */
const firstError = 1 << 16;

/** Does this value of a query or predicate stand for an error? */
export function isErrorCode(value: number): boolean {
  return value >= firstError;
}

/** What is taken for constant until some step changes it: fields, and parameters that are given the same always. */
export type Assumed = "nothing" | "fields" | "parameters too";

/** What is noted of a step: the constants that it asked for, and what it read. */
export interface Notes {
  readonly asked: Set<Slot>;
  readonly read: Set<Slot>;
}

/** What all steps and predicates of one compilation share. */
export class Session {
  readonly queries = new TreeBuilder<number>(String);
  /** Is every path run twice, to find impure steps? */
  readonly isTwice: boolean;
  /** Slots that are taken for constants, with their codes. */
  readonly constants = new Map<Slot, number>();
  /** Parameters that have been given a value: only the first may be taken for constant. */
  private readonly given = new Set<Slot>();
  private readonly assumed: Assumed;
  private notes: Notes = { asked: new Set(), read: new Set() };
  private readonly errors: LanguageError[] = [];
  private readonly codes = new Map<string, number>();

  constructor(assumed: Assumed, isTwice: boolean) {
    this.assumed = assumed;
    this.isTwice = isTwice;
  }

  /** Is anything taken for constant until it turns out that it is not? */
  get takesConstants(): boolean {
    return this.assumed !== "nothing";
  }

  /** A parameter is given what an effect says: if it is the first time, that is taken for constant. */
  give(slot: Slot, effect: Effect): void {
    if (this.assumed !== "parameters too" || this.given.has(slot)) return;
    this.given.add(slot);
    if (effect.kind === "constant") this.constants.set(slot, effect.code);
  }

  /** Which slots the step at hand has read or copied, on any path, whether or not it matters what they hold. */
  get read(): Set<Slot> {
    return this.notes.read;
  }

  /** Notes the same of the step at hand. */
  note({ asked, read }: Notes): void {
    for (const slot of asked) this.notes.asked.add(slot);
    for (const slot of read) this.notes.read.add(slot);
  }

  /** Runs `body`; what it asks for and reads is noted there. */
  noting<T>(notes: Notes, body: () => T): T {
    const outer = this.notes;
    this.notes = notes;
    try {
      return body();
    } finally {
      this.notes = outer;
    }
  }

  /** The code of a slot that is taken for a constant: it holds that after a step, too. */
  constantOf(slot: Slot): number | undefined {
    const plain = slot.mirrors ?? slot;
    const code = this.constants.get(plain);
    if (code !== undefined) this.notes.asked.add(plain);
    return code;
  }

  /** The value by which a query says that it threw this. */
  codeOf(error: LanguageError): number {
    const known = this.codes.get(error.message);
    if (known !== undefined) return known;
    const code = firstError + this.errors.length;
    this.errors.push(error);
    this.codes.set(error.message, code);
    return code;
  }

  errorOf(code: number): LanguageError {
    return this.errors[code - firstError];
  }
}
