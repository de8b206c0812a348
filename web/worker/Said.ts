import type { Explained, Row, Why } from "../../checks/index.ts";

/** What the worker says meanwhile, and then. */
export type Said =
  | {
      readonly kind: "progress";
      readonly kernel: string;
      readonly states: number;
      readonly depth: number;
    }
  | {
      readonly kind: "rows";
      readonly kernel: string;
      readonly rows: readonly Row[];
      /** Do rows with traces come yet? */
      readonly isFirst: boolean;
    }
  /** Where somebody can come to stand in the system: "procedure.step". */
  | { readonly kind: "places"; readonly places: readonly string[] }
  | { readonly kind: "explained"; readonly explained: Explained }
  | { readonly kind: "why"; readonly why: Why }
  | { readonly kind: "failed"; readonly what: string; readonly advice: string }
  | { readonly kind: "done" };
