export type { Answer } from "./Answer.ts";
export { answerFrom, type Judged, type MailAnswer, needed } from "./answerFrom.ts";
export type { Rightness } from "./Claim.ts";
export { Evidence } from "./Evidence.ts";
export { type CheckAll, gather, subjectsOf } from "./gather.ts";
export { mail } from "./mail.ts";
export { traceThatMatters } from "./traceThatMatters.ts";
