import { match } from "ts-pattern";
import {
  type Besides,
  checkAll,
  checkCompiled,
  compiledOf,
  type Result,
  resultOf,
  type Subject,
  UsageError,
  whyState,
  withBefore,
  withExplanations,
} from "../../checks/index.ts";
import type { Progress } from "../../explorer/search/index.ts";
import { LanguageError } from "../../model/language/index.ts";
import { walkOf } from "../../walk/index.ts";
import { subjectsOf } from "../question/index.ts";
import type { Asked } from "./Asked.ts";
import type { Said } from "./Said.ts";

/** A tab has less memory than a machine: beyond this a search is told to be incomplete. */
const maxMemory = 2 ** 30;

/** Answers what is asked, in the worker, and says what came of it, kernel by kernel. */
export function answer(asked: Asked, sayAtOnce: Say): void {
  const say = calmly(sayAtOnce);
  try {
    match(asked)
      .with({ kind: "check" }, (one) => verdicts(one, say))
      .with({ kind: "explain" }, (one) => explain(one, say))
      .with({ kind: "reach" }, (one) => reach(one, say))
      .exhaustive();
    say({ kind: "done" });
  } catch (error) {
    say(failureOf(error));
  }
}

type AskedOf<Kind extends Asked["kind"]> = Extract<Asked, { readonly kind: Kind }>;

function verdicts({ question, kernels, traces }: AskedOf<"check">, say: Say): void {
  const subjects = subjectsOf(question, kernels);
  const results = traces ? traced(subjects, say) : untraced(subjects, say);
  for (const { subject, rows } of withBefore(results, { maxMemory, traces }, besides(say))) {
    say({ kind: "rows", kernel: subject.kernel, rows, isFirst: false });
  }
}

type Say = (said: Said) => void;

/** Progress is told a few times a second: the page draws it. */
const calm = 200;

function calmly(say: Say): Say {
  let last = 0;
  return (said) => {
    const now = performance.now();
    if (said.kind === "progress" && now - last < calm) return;
    last = now;
    say(said);
  };
}

/** Explains the counterexample of a law, found once more: the search is deterministic. */
function explain({ question, law }: AskedOf<"explain">, say: Say): void {
  for (const subject of subjectsOf(question, [question.kernel])) {
    const found = resultOf(checkCompiled(compiledOf(subject), { maxMemory }));
    const rows = found.rows.filter(({ property }) => property === law);
    for (const { rows: told } of withExplanations([{ ...found, rows }])) {
      for (const { explained } of told) {
        if (explained !== null) say({ kind: "explained", explained });
      }
    }
  }
}

function reach({ question, state, run }: AskedOf<"reach">, say: Say): void {
  const [subject] = subjectsOf(question, [question.kernel]);
  const { steps } = walkOf(subject, run).run;
  const why = whyState(subject, state, { maxMemory }, progressOf(subject, say), steps);
  say({ kind: "why", why });
}

/** Verdicts first: traces take longer than they do. */
function* traced(subjects: readonly Subject[], say: Say): Generator<Result> {
  for (const subject of subjects) {
    const { kernel } = subject;
    const tell = progressOf(subject, say);
    const compiled = compiledOf(subject);
    say({ kind: "places", places: placesIn(compiled.compiled) });
    const { rows } = checkCompiled(compiled, { maxMemory, traces: false }, tell);
    say({ kind: "rows", kernel, rows, isFirst: true });
    yield resultOf(checkCompiled(compiled, { maxMemory }, tell));
  }
}

function placesIn({ program }: ReturnType<typeof compiledOf>["compiled"]): string[] {
  const positions = program.actors.flatMap((actor) => actor.positions);
  const places = positions.flatMap(({ activation, step }) =>
    step === null ? [] : `${activation.procedure.name}.${step}`,
  );
  return [...new Set(places)];
}

function untraced(subjects: readonly Subject[], say: Say): Iterable<Result> {
  return checkAll(subjects, { maxMemory, traces: false }, (at, progress) =>
    progressOf(subjects[at], say)(progress),
  );
}

function progressOf({ kernel }: Subject, say: Say): (progress: Progress) => void {
  return ({ states, depth }) => say({ kind: "progress", kernel, states, depth });
}

function besides(say: Say): (subject: Subject, what: Besides, progress: Progress) => void {
  return (subject, _, progress) => progressOf(subject, say)(progress);
}

function failureOf(error: unknown): Said {
  const isKnown = error instanceof UsageError || error instanceof LanguageError;
  const [what] = (error instanceof Error ? error.message : String(error)).split("\n");
  return { kind: "failed", what, advice: isKnown ? error.advice : "This is a fault of ptecheck." };
}
