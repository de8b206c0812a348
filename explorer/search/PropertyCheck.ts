import type { Find, FindStep } from "../compile/index.ts";
import type { Levels } from "./Levels.ts";
import type { Location } from "./Location.ts";
import type { Batch } from "./StateTable.ts";

export interface PropertyResult {
  readonly id: string;
  readonly violation: Location | null;
  /** A state in which its antecedent is true, or -1. */
  readonly witness: number;
  /** Where the property itself threw an error. */
  readonly error: Location | null;
  /** Of a property of steps: was any of the steps that it is about ever taken? */
  readonly isAsked: boolean;
}

/** A property to check: of steps, where they are looked at in batches. */
export interface CheckedProperty {
  readonly id: string;
  readonly antecedent: { readonly isTrue: Find; readonly throws: Find | null };
  readonly holds:
    | { readonly over: "states"; readonly isFalse: Find; readonly throws: Find | null }
    | {
        readonly over: "steps";
        readonly relevant: Uint8Array;
        readonly isFalse: FindStep;
        readonly throws: FindStep | null;
      }
    | { readonly over: "steps elsewhere"; readonly relevant: Uint8Array };
}

/** Looks for the first violation, the first witness and the first error of one property. */
export class PropertyCheck {
  readonly id: string;
  private readonly property: CheckedProperty;
  private violation: Location | null = null;
  private error: Location | null = null;
  private witness = -1;

  constructor(property: CheckedProperty) {
    this.id = property.id;
    this.property = property;
  }

  /** Nothing more is to be found out about it but witnesses. */
  get isViolated(): boolean {
    return this.violation !== null || this.error !== null;
  }

  /** Looks for a witness in the states `from` to `to`; the number is that of the state at place 0. */
  lookForWitness(states: Int32Array, from: number, to: number, first: number): void {
    if (this.witness >= 0) return;
    const found = this.property.antecedent.isTrue(states, from, to);
    if (found >= 0) this.witness = first + found;
  }

  /** Looks there for what is wrong. */
  lookForWrong(states: Int32Array, from: number, to: number, first: number): void {
    const { antecedent, holds } = this.property;
    this.errorAt(antecedent.throws?.(states, from, to), first);
    if (holds.over !== "states") return;
    this.errorAt(holds.throws?.(states, from, to), first);
    if (this.violation !== null) return;
    const found = holds.isFalse(states, from, to);
    if (found >= 0) this.violation = { state: first + found, transition: null };
  }

  /** A step was seen that breaks it, or of which it throws. */
  note(violation: Location | null, error: Location | null): void {
    this.violation ??= violation;
    this.error ??= error;
  }

  lookAtSteps({ level, levelStart }: Levels, batch: Batch, n: number): void {
    const { holds } = this.property;
    if (holds.over !== "steps") return;
    const { states, parent, leaf } = batch;
    const placeOf = (at: number | undefined) =>
      at === undefined || at < 0 ? null : { state: levelStart + parent[at], transition: leaf[at] };
    this.note(
      placeOf(holds.isFalse(level, states, parent, leaf, n, holds.relevant)),
      placeOf(holds.throws?.(level, states, parent, leaf, n, holds.relevant)),
    );
  }

  result(taken: Uint8Array): PropertyResult {
    const { holds, id } = this.property;
    const { violation, witness, error } = this;
    const isAsked =
      holds.over === "states" || taken.some((isTaken, at) => isTaken * holds.relevant[at] === 1);
    return { id, violation, witness, error, isAsked };
  }

  private errorAt(found: number | undefined, first: number): void {
    if (found === undefined || found < 0) return;
    this.error ??= { state: first + found, transition: null };
  }
}
