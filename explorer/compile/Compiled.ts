import type { Independence } from "./Independence.ts";
import type { Layout } from "./Layout.ts";
import type { Start } from "./Machine.ts";
import type { Program } from "./Program.ts";
import type { Passes, Savings } from "./passes/index.ts";
import type { Predicates } from "./predicates.ts";
import type { Slot } from "./Slot.ts";
import type { Transition, UnfoldedStep } from "./unfold.ts";
import type { WasmProgram } from "./wasm/index.ts";

/** Appends the successors of the states from..to to a batch that holds `n`; gives the new `n`. */
export type Expand = (
  states: Int32Array,
  from: number,
  to: number,
  out: Int32Array,
  parent: Int32Array,
  leaf: Int32Array,
  n: number,
) => number;

/** The first of the states from..to that answers as wanted, or -1. */
export type Find = (states: Int32Array, from: number, to: number) => number;

/** The first of a batch's relevant transitions that answers as wanted, or -1. */
export type FindStep = (
  states: Int32Array,
  out: Int32Array,
  parent: Int32Array,
  leaf: Int32Array,
  n: number,
  relevant: Uint8Array,
) => number;

/** Where a predicate of states is true, false, or throws; null where no path of it throws. */
export interface CompiledPredicate {
  readonly isTrue: Find;
  readonly isFalse: Find;
  readonly throws: Find | null;
}

export interface CompiledProperty {
  readonly id: string;
  readonly antecedent: CompiledPredicate;
  readonly holds:
    | ({ readonly over: "states" } & CompiledPredicate)
    | {
        readonly over: "steps";
        readonly isFalse: FindStep;
        readonly throws: FindStep | null;
        /** By transition: is it one of those that the property is about? */
        readonly relevant: Uint8Array;
      };
}

export interface CompiledCover {
  readonly id: string;
  readonly reached: CompiledPredicate;
}

/** A system as fast code over packed states. */
export interface Compiled<S = unknown> {
  readonly program: Program<S>;
  readonly layout: Layout;
  readonly steps: readonly UnfoldedStep[];
  readonly transitions: readonly Transition[];
  /** By transition: is it the start of something that was chosen, fused with the choice? */
  readonly isStart: Uint8Array;
  readonly starts: readonly Start[];
  readonly initial: Int32Array;
  /** What the properties and covers below were made from. */
  readonly predicates: Predicates;
  /** What slots without bits hold. */
  readonly constants: ReadonlyMap<Slot, number>;
  // What follows is JavaScript, and made when it is first asked for.
  /** One for each actor that can move. */
  readonly expanders: readonly Expand[];
  /** The most successors one state can have. */
  readonly fanout: number;
  /** Which transitions need not be looked up after which; made when it is first asked for. */
  readonly independence: () => Independence;
  /** The whole search as WebAssembly, but for what is asleep; null if it is too large for that. Kept, once it is made. */
  readonly wasm: (sleep: Independence | null) => WasmProgram | null;
  readonly properties: readonly CompiledProperty[];
  readonly covers: readonly CompiledCover[];
  readonly passes: Passes;
  /** What each pass saved, in words. */
  readonly savings: Savings;
  readonly milliseconds: number;
  /** The generated JavaScript. */
  readonly code: string;
}
