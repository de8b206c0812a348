import type { Result } from "../../checks/index.ts";
import type { Distinct } from "../../render/index.ts";
import type { ReporterName } from "../reporterNames.ts";

export type { ReporterName };

/** What a reporter tells, and how the user wants it told. */
export interface Report {
  readonly results: readonly Result[];
  /** Every trace of the rows that are told, those that kernels share once. */
  readonly traces: readonly Distinct[];
  readonly options: ReportOptions;
}

/** How the user wants it told. */
export interface ReportOptions {
  /** Traces with the kernel function of each line. */
  readonly functions: boolean;
  /** Also what passes saved, and the steps that no run took. */
  readonly verbose: boolean;
  /** Also what shows that green is not empty. */
  readonly evidence: boolean;
}

/** What may be asked of a reporter besides. */
export type ReporterOption = keyof ReportOptions | "ascii";

/** Results as text: in one piece, or a document for each trace. */
export type Reporter = { readonly takes: readonly ReporterOption[] } & (
  | { readonly of: "results"; readonly textOf: (report: Report) => string }
  | { readonly of: "traces"; readonly textOf: (trace: Distinct) => string }
);
