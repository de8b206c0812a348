import type { Answer } from "./Answer.ts";
import { type Rightness, rightnessOf } from "./Claim.ts";
import { claims } from "./claims/index.ts";
import type { Evidence } from "./Evidence.ts";
import { subjectsOf } from "./gather.ts";
import type { Need } from "./Need.ts";
import { questions } from "./questions/index.ts";
import { type Scope, scopeOf } from "./scopeOf.ts";

/** One part of "Am I right?". */
export interface Judged {
  readonly claim: string;
  readonly rightness: Rightness;
  readonly sentences: readonly string[];
}

/** The mail, answered. */
export interface MailAnswer {
  /** Is all of what the mail believes so? */
  readonly rightness: Rightness;
  readonly claims: readonly Judged[];
  readonly answers: readonly Answer[];
  readonly scope: Scope;
}

/** What must be checked for it. */
export const needed: readonly Need[] = questions.flatMap(({ needs }) => needs);

/** "Am I right?" part by part, and an answer to each question in the order of the mail. */
export function answerFrom(evidence: Evidence): MailAnswer {
  const judged = claims.map(({ claim, judge }) => ({ claim, ...judge(evidence) }));
  return {
    rightness: rightnessOf(judged.flatMap(({ isSo }) => isSo)),
    claims: judged.map(({ claim, isSo, sentences }) => ({
      claim,
      rightness: rightnessOf(isSo),
      sentences,
    })),
    scope: scopeOf(evidence, subjectsOf(needed)),
    answers: questions.map((question) => ({
      question: question.asked,
      scenarios: [...new Set(question.needs.map(({ scenario }) => scenario))],
      commands: question.commands,
      ...question.answer(evidence),
    })),
  };
}
