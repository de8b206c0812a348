import type { Evidence } from "./Evidence.ts";

/** yes: wherever it was asked. no: nowhere. in part: here and there. */
export type Rightness = "yes" | "no" | "in part";

/** One part of what the mail believes. It needs nothing checked but what the questions need. */
export interface Claim {
  /** In short, in the words of the mail where it has some. */
  readonly claim: string;
  judge(evidence: Evidence): Judgement;
}

/** What came of a claim: for each thing that was asked, whether it is so; and where. */
export interface Judgement {
  readonly isSo: readonly boolean[];
  /** Each is chosen by verdicts. */
  readonly sentences: readonly string[];
}

/** Is it so everywhere, nowhere, or in part? */
export function rightnessOf(isSo: readonly boolean[]): Rightness {
  if (isSo.every((so) => so)) return "yes";
  return isSo.some((so) => so) ? "in part" : "no";
}
