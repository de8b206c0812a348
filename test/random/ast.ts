import type { Fields, Sizes } from "../../model/language/index.ts";

// A whole system as plain data: what is generated, shrunk, printed and built.

/** The word of a name that steps and predicates see, or of a constant or parameter that is bound there. */
type Name = string;

export type Expression =
  | { readonly is: "literal"; readonly value: string | number | boolean | null }
  | { readonly is: "name"; readonly name: Name }
  | { readonly is: "get"; readonly of: Expression; readonly field: string | Expression }
  | {
      readonly is: "record";
      readonly spread: Expression | null;
      readonly fields: readonly (readonly [string, Expression])[];
    }
  | { readonly is: "list"; readonly items: readonly Expression[] }
  | { readonly is: "not"; readonly of: Expression }
  | { readonly is: "binary"; readonly op: string; readonly a: Expression; readonly b: Expression }
  | {
      readonly is: "conditional";
      readonly test: Expression;
      readonly a: Expression;
      readonly b: Expression;
    }
  | {
      readonly is: "some" | "every" | "count" | "first";
      readonly of: Expression;
      readonly element: Name;
      readonly at: Name;
      readonly body: Expression;
    }
  | {
      readonly is: "is";
      readonly of: Expression;
      readonly element: Name;
      readonly body: Expression;
    }
  | { readonly is: "same"; readonly a: Expression; readonly b: Expression }
  | {
      readonly is: "sameField";
      readonly a: Expression;
      readonly field: string;
      readonly b: Expression;
      readonly otherField: string;
    }
  | { readonly is: "choose"; readonly options: Expression }
  | {
      readonly is: "filter";
      readonly of: Expression;
      readonly element: Name;
      readonly body: Expression;
    }
  | { readonly is: "indexes"; readonly of: Expression }
  /** An assignment as a condition; predicates must not. */
  | {
      readonly is: "set";
      readonly owner: Expression;
      readonly field: string | Expression;
      readonly value: Expression;
    }
  | { readonly is: "in"; readonly field: string; readonly of: Expression }
  | { readonly is: "keys"; readonly of: Expression }
  | {
      readonly is: "at";
      readonly actor: Expression;
      readonly procedure: number;
      readonly step: string;
    }
  | { readonly is: "within"; readonly actor: Expression; readonly procedure: number }
  | { readonly is: "fact"; readonly actor: Expression; readonly fact: number };

export type Outcome =
  | { readonly is: "next"; readonly step: string }
  /** One of several steps, as is chosen. */
  | { readonly is: "chosen"; readonly steps: readonly string[] }
  | { readonly is: "done" }
  | { readonly is: "blocked" }
  | { readonly is: "outOfScope"; readonly what: string }
  | {
      readonly is: "call";
      readonly procedure: number;
      readonly args: readonly (readonly [string, Expression])[];
      readonly next: string;
      readonly results: readonly (readonly [string, string])[];
    }
  /** What the step says without the change. */
  | { readonly is: "original" };

export type Statement =
  | { readonly is: "const"; readonly name: Name; readonly value: Expression }
  | {
      readonly is: "assign";
      readonly owner: Expression;
      readonly field: string | Expression;
      readonly value: Expression;
    }
  | { readonly is: "copy"; readonly to: Expression; readonly from: Expression }
  | {
      readonly is: "copyField";
      readonly to: Expression;
      readonly field: string;
      readonly from: Expression;
      readonly fromField: string;
    }
  | {
      readonly is: "update";
      readonly of: Expression;
      readonly field: string;
      readonly element: Name;
      readonly value: Expression;
    }
  | {
      readonly is: "if";
      readonly test: Expression;
      readonly yes: readonly Statement[];
      readonly no: readonly Statement[];
    }
  | {
      readonly is: "for";
      readonly of: Expression;
      readonly at: Name;
      readonly body: readonly Statement[];
    }
  | { readonly is: "waitUntil"; readonly test: Expression }
  | { readonly is: "must"; readonly test: Expression; readonly what: string }
  | { readonly is: "throw"; readonly what: string }
  | { readonly is: "return"; readonly outcome: Outcome };

/** A step of a procedure: it ends with an outcome, if no statement returns before. */
export interface StepAst {
  readonly name: string;
  readonly body: readonly Statement[];
  readonly outcome: Outcome;
}

export interface ProcedureAst {
  readonly name: string;
  readonly params: Fields;
  readonly locals: Fields;
  readonly steps: readonly StepAst[];
  readonly facts: readonly FactAst[];
}

/** Where in a procedure one of two facts is so: before some steps, or throughout (null). */
export interface FactAst {
  readonly fact: number;
  readonly steps: readonly string[] | null;
}

export interface ActorAst {
  readonly name: string;
  readonly procedure: number;
  readonly self: { readonly me: number };
  readonly args: readonly (readonly [string, Expression])[];
}

/** A change of a procedure: steps that it has are replaced (replaceStep if that is all), others are added. */
export interface ChangeAst {
  readonly procedure: number;
  readonly isReplaced: boolean;
  readonly state: Fields;
  readonly locals: Fields;
  readonly steps: readonly StepAst[];
  readonly facts: readonly FactAst[];
}

export interface PropertyAst {
  readonly id: string;
  /** Null if it is a property of states; else the procedures whose steps it is about. */
  readonly procedures: readonly number[] | null;
  readonly antecedent: Expression;
  readonly holds: Expression;
}

export interface CoverAst {
  readonly id: string;
  readonly reached: Expression;
}

export interface SystemAst {
  readonly sizes: Sizes;
  readonly state: Fields;
  readonly procedures: readonly ProcedureAst[];
  readonly actors: readonly ActorAst[];
  readonly changes: readonly ChangeAst[];
  readonly initialise: readonly Statement[];
  readonly properties: readonly PropertyAst[];
  readonly covers: readonly CoverAst[];
}
