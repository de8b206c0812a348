import type { LanguageError } from "../../model/language/index.ts";
import type { Slot } from "./Slot.ts";
import { TreeBuilder } from "./Tree.ts";

/** Values of queries below this are numbers; the others are errors. */
const firstError = 1 << 16;

/** Does this value of a query or predicate stand for an error? */
export function isErrorCode(value: number): boolean {
  return value >= firstError;
}

/** What all steps and predicates of one compilation share. */
export class Session {
  readonly queries = new TreeBuilder<number>(String);
  /** Is every path run twice, to find impure steps? */
  readonly isTwice: boolean;
  /** Slots that are taken for constants, with their codes. */
  readonly constants = new Map<Slot, number>();
  /** Which of them the step at hand has asked for. */
  asked = new Set<Slot>();
  /** Which slots the step at hand has read or copied, on any path, whether or not it matters what they hold. */
  read = new Set<Slot>();
  private readonly errors: LanguageError[] = [];
  private readonly codes = new Map<string, number>();

  constructor(isTwice: boolean) {
    this.isTwice = isTwice;
  }

  /** The code of a slot that is taken for a constant: it holds that after a step, too. */
  constantOf(slot: Slot): number | undefined {
    const plain = slot.mirrors ?? slot;
    const code = this.constants.get(plain);
    if (code !== undefined) this.asked.add(plain);
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
