import { findScenario } from "../../checks/index.ts";
import { type Operation, operationNames } from "../../model/state/index.ts";
import type { Thread } from "../../scenarios/index.ts";
import type { Question } from "../question/index.ts";
import { Combobox } from "./Combobox.tsx";
import type { Change } from "./useQuestion.ts";

/** Each CPU is a TLB of its own in every state: more cannot be searched. */
const mostThreads = 4;

interface Properties {
  readonly question: Question;
  readonly change: Change;
}

/** Who runs, and what each does over and over: to be changed in place. */
export function Threads({ question, change }: Properties) {
  const known = findScenario(question.scenario).threads;
  const threads = question.threads ?? known;
  const set = (some: readonly Thread[]) => {
    const isKnown = JSON.stringify(some) === JSON.stringify(known);
    change({ threads: isKnown ? null : some, at: null, law: null, moves: null });
  };
  const replace = (at: number, thread: Thread) => set(threads.with(at, thread));
  const add = () => set([...threads, newThread(threads)]);
  return (
    <section class="threads" aria-label="Threads">
      <ul>
        {threads.map((thread, at) => (
          <li key={thread.name}>
            <ThreadHead thread={thread} onChange={(one) => replace(at, one)} />
            <Program thread={thread} onChange={(one) => replace(at, one)} />
            {threads.length > 1 && (
              <button
                type="button"
                class="quiet"
                aria-label={`remove ${thread.name}`}
                onClick={() => set(threads.toSpliced(at, 1))}
              >
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
      <p>
        {threads.length < mostThreads && (
          <button type="button" class="quiet" onClick={add}>
            add a thread
          </button>
        )}
        {question.threads !== null && (
          <button type="button" class="quiet" onClick={() => set(known)}>
            back to {question.scenario}
          </button>
        )}
      </p>
    </section>
  );
}

interface Editable {
  readonly thread: Thread;
  readonly onChange: (thread: Thread) => void;
}

/** Its name, its mm and its CPU; the last two change where they are pressed. */
function ThreadHead({ thread, onChange }: Editable) {
  const { name, mm, cpu } = thread;
  const other = mm === "parent" ? "child" : "parent";
  const next = (cpu + 1) % mostThreads;
  return (
    <span class="who">
      <b>{name}</b>
      <button
        type="button"
        aria-label={`${name} is of the ${mm}: change`}
        onClick={() => onChange({ ...thread, mm: other })}
      >
        {mm}
      </button>
      <button
        type="button"
        aria-label={`${name} runs on CPU ${cpu}: change`}
        onClick={() => onChange({ ...thread, cpu: next })}
      >
        cpu{cpu}
      </button>
    </span>
  );
}

function Program({ thread, onChange }: Editable) {
  const { name, program } = thread;
  const without = (at: number) => onChange({ ...thread, program: program.toSpliced(at, 1) });
  const add = (value: string) => {
    const added = operationNames.find((one): one is Operation => one === value);
    if (added !== undefined) onChange({ ...thread, program: [...program, added] });
  };
  return (
    <span class="program">
      {program.map((operation, at) => (
        <span class="chip" key={operation}>
          {operation}
          {program.length > 1 && (
            <button
              type="button"
              aria-label={`${name} without ${operation}`}
              onClick={() => without(at)}
            >
              ×
            </button>
          )}
        </span>
      ))}
      <Combobox
        label={`operation for ${name}`}
        value="+"
        options={operationNames.filter((one) => !program.includes(one)).map((value) => ({ value }))}
        onChoose={add}
      />
    </span>
  );
}

/** Of the parent, on the lowest CPU that is free. */
function newThread(threads: readonly Thread[]): Thread {
  const free = (at: number) => threads.every(({ cpu }) => cpu !== at);
  const cpus = Array.from({ length: mostThreads }, (_, at) => at);
  const names = cpus.map((at) => `thread${at + 1}`);
  return {
    name: names.find((name) => threads.every((thread) => thread.name !== name)) ?? "thread",
    mm: "parent",
    cpu: cpus.find(free) ?? 0,
    program: ["load", "store"],
  };
}
