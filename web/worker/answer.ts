import {
  type Besides,
  checkAll,
  checkCompiled,
  compiledOf,
  type Result,
  resultOf,
  type Subject,
  UsageError,
  withBefore,
  withExplanations,
} from "../../checks/index.ts";
import type { Progress } from "../../explorer/search/index.ts";
import { LanguageError } from "../../model/language/index.ts";
import { subjectsOf } from "../question/index.ts";
import type { Asked } from "./Asked.ts";
import type { Said } from "./Said.ts";

/** A tab has less memory than a machine: beyond this a search is told to be incomplete. */
const maxMemory = 2 ** 30;

/** Checks what is asked, in the worker, and says what came of it, kernel by kernel. */
export function answer(asked: Asked, sayAtOnce: Say): void {
  const say = calmly(sayAtOnce);
  try {
    const subjects = subjectsOf(asked.question, asked.kernels);
    if (asked.explains !== null) {
      explain(subjects, asked.explains, say);
      return;
    }
    const results = asked.traces ? traced(subjects, say) : untraced(subjects, say);
    const compared = withBefore(results, { maxMemory, traces: asked.traces }, besides(say));
    for (const { subject, rows } of compared) {
      say({ kind: "rows", kernel: subject.kernel, rows, isFirst: false });
    }
    say({ kind: "done" });
  } catch (error) {
    say(failureOf(error));
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
function explain(subjects: readonly Subject[], law: string, say: Say): void {
  for (const subject of subjects) {
    const found = resultOf(checkCompiled(compiledOf(subject), { maxMemory }));
    const rows = found.rows.filter(({ property }) => property === law);
    for (const { rows: told } of withExplanations([{ ...found, rows }])) {
      for (const { explained } of told) {
        if (explained !== null) say({ kind: "explained", explained });
      }
    }
  }
  say({ kind: "done" });
}

/** Verdicts first: traces take longer than they do. */
function* traced(subjects: readonly Subject[], say: Say): Generator<Result> {
  for (const subject of subjects) {
    const { kernel } = subject;
    const tell = ({ states, depth }: Progress) => say({ kind: "progress", kernel, states, depth });
    const compiled = compiledOf(subject);
    const { rows } = checkCompiled(compiled, { maxMemory, traces: false }, tell);
    say({ kind: "rows", kernel, rows, isFirst: true });
    yield resultOf(checkCompiled(compiled, { maxMemory }, tell));
  }
}

function untraced(subjects: readonly Subject[], say: Say): Iterable<Result> {
  return checkAll(subjects, { maxMemory, traces: false }, (at, { states, depth }) =>
    say({ kind: "progress", kernel: subjects[at].kernel, states, depth }),
  );
}

function besides(say: Say): (subject: Subject, what: Besides, progress: Progress) => void {
  return ({ kernel }, _, { states, depth }) => say({ kind: "progress", kernel, states, depth });
}

function failureOf(error: unknown): Said {
  const isKnown = error instanceof UsageError || error instanceof LanguageError;
  const [what] = (error instanceof Error ? error.message : String(error)).split("\n");
  return { kind: "failed", what, advice: isKnown ? error.advice : "This is a fault of ptecheck." };
}
