import type { CompiledProperty } from "../compile/index.ts";
import type { Location } from "./Location.ts";
import type { Batch, StateTable } from "./StateTable.ts";

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

/** Looks for the first violation, the first witness and the first error of one property. */
export class PropertyCheck {
  readonly id: string;
  private readonly property: CompiledProperty;
  private violation: Location | null = null;
  private error: Location | null = null;
  private witness = -1;

  constructor(property: CompiledProperty) {
    this.id = property.id;
    this.property = property;
  }

  /** Nothing more is to be found out about it but witnesses. */
  get isViolated(): boolean {
    return this.violation !== null || this.error !== null;
  }

  lookAtStates({ level, levelStart, levelEnd }: StateTable): void {
    const { antecedent, holds } = this.property;
    const size = levelEnd - levelStart;
    if (this.witness < 0) {
      const found = antecedent.isTrue(level, 0, size);
      if (found >= 0) this.witness = levelStart + found;
    }
    this.errorAt(antecedent.throws?.(level, 0, size), levelStart);
    if (holds.over !== "states") return;
    this.errorAt(holds.throws?.(level, 0, size), levelStart);
    if (this.violation !== null) return;
    const found = holds.isFalse(level, 0, size);
    if (found >= 0) this.violation = { state: levelStart + found, transition: null };
  }

  lookAtSteps({ level, levelStart }: StateTable, batch: Batch, n: number): void {
    const { holds } = this.property;
    if (holds.over !== "steps") return;
    const { states, parent, leaf } = batch;
    const placeOf = (at: number | undefined) =>
      at === undefined || at < 0 ? null : { state: levelStart + parent[at], transition: leaf[at] };
    this.error ??= placeOf(holds.throws?.(level, states, parent, leaf, n, holds.relevant));
    this.violation ??= placeOf(holds.isFalse(level, states, parent, leaf, n, holds.relevant));
  }

  result(taken: Uint8Array): PropertyResult {
    const { holds, id } = this.property;
    const { violation, witness, error } = this;
    const isAsked =
      holds.over === "states" || taken.some((isTaken, at) => isTaken * holds.relevant[at] === 1);
    return { id, violation, witness, error, isAsked };
  }

  private errorAt(found: number | undefined, levelStart: number): void {
    if (found === undefined || found < 0) return;
    this.error ??= { state: levelStart + found, transition: null };
  }
}
