import {
  type Besides,
  checkAll,
  historyOf,
  pick,
  type Result,
  type Subject,
  UsageError,
  unfinished,
  whyFlipped,
  withBefore,
  withExplanations,
  withLiveness,
} from "../../checks/index.ts";
import type { Compiled } from "../../explorer/compile/index.ts";
import type { Progress } from "../../explorer/search/index.ts";
import { bugs } from "../../history/index.ts";
import { LanguageError } from "../../model/language/index.ts";
import type { State } from "../../model/state/index.ts";
import { labelOf, levelText } from "../progress.ts";
import type { CheckJob, Keep, Kind, ProofJob, Tell, WhyJob, Work } from "./Work.ts";

/** Does a job of each kind, on whichever thread. */
export const doing: {
  readonly [K in Kind]: (job: Work[K]["job"], tell: Tell, keep: Keep<K>) => Work[K]["found"];
} = { check: checked, proof: proven, why: reasoned };

function checked(job: CheckJob, tell: Tell, keep: Keep<"check">): Work["check"]["found"] {
  const { options, isCompared, isExplained, isLiveness } = job.how;
  const done: Omit<Result, "subject">[] = [];
  const found = searched(job, tell, (at, progress) =>
    keep(() => [...done, unfinished(job.subjects[at], progress)]),
  );
  const compared = isCompared ? withBefore(found, options, tellingOf(tell)) : found;
  const onStep = (subject: Subject, what: string) =>
    tell(() => `${labelOf(subject)}, explaining: ${what}`);
  const explained = isExplained ? withExplanations(compared, onStep) : compared;
  const onSystem = (subject: Subject) => tell(() => `${labelOf(subject)}, liveness`);
  const all = isLiveness ? withLiveness(explained, options, onSystem) : explained;
  for (const { subject: _, ...rest } of all) done.push(rest);
  return done;
}

function* searched(
  { subjects, how, places, of }: CheckJob,
  tell: Tell,
  keep: (at: number, progress: Progress) => void,
): Generator<Result> {
  let done = 0;
  const { options, checkpoint } = how;
  const resume = (compiled: Compiled<State>) => checkpoint?.resume(compiled as Compiled) ?? null;
  const onLevel = (at: number, progress: Progress) => {
    keep(at, progress);
    checkpoint?.note(progress);
    tell(() => levelText(`[${places[at] + 1}/${of}] ${labelOf(subjects[at])}`, progress));
  };
  try {
    for (const result of checkAll(subjects, { ...options, resume }, onLevel)) {
      yield result;
      done += 1;
    }
  } catch (error) {
    throw blamed(checkpoint?.blamed(error) ?? error, subjects[done]);
  }
}

/** A rule of the language that something of the user's breaks is the user's to mend. */
function blamed(error: unknown, { scenario, invariants, proposal }: Subject): unknown {
  const own = [scenario, ...invariants].flatMap(({ file }) => file ?? []);
  const changed = [...own, ...(proposal === null ? [] : [`proposal ${proposal.id}`])];
  if (!(error instanceof LanguageError) || changed.length === 0) return error;
  return new UsageError(`with ${changed.join(" and ")}, ${error.what}`, error.advice);
}

const besides: Readonly<Record<Besides, string>> = {
  without: "without the proposal",
  apart: "what the proposal changes",
};

function tellingOf(tell: Tell) {
  return (subject: Subject, what: Besides, progress: Progress) =>
    tell(() => levelText(`${labelOf(subject)}, ${besides[what]}`, progress));
}

function proven({ bug, traces, place, of }: ProofJob, tell: Tell): Work["proof"]["found"] {
  tell(() => `[${place + 1}/${of}] ${bug}`);
  const [picked] = pick("bug", [bug], bugs, ({ id }) => id);
  return historyOf(picked, { traces });
}

function reasoned({ flips, subjects }: WhyJob, tell: Tell): Work["why"]["found"] {
  return flips.map((flipped) => {
    tell(() => `why ${flipped.law} flips on ${flipped.mapping}, ${flipped.to}`);
    return whyFlipped(flipped, subjects);
  });
}
