import type { TraceActor, TraceSubject } from "../counterexamples/index.ts";
import type { Invariant } from "../invariants/index.ts";
import type { Actor } from "../model/language/index.ts";
import { mappingOf } from "../model/mappings/index.ts";
import { switchesOf } from "../model/Switches.ts";
import { child, mmName, parent } from "../model/state/index.ts";
import { filesOf } from "./filesOf.ts";
import { namesOf } from "./namesOf.ts";
import type { Subject } from "./Subject.ts";
import { statementOf } from "./statementOf.ts";
import { partsOf } from "./together.ts";

/** What a trace tells of its subject: what was asked, of whom, with which caveats, and how to ask again. */
export function traceSubjectOf(
  subject: Subject,
  actors: readonly Actor[],
  property: string,
): TraceSubject {
  const law = subject.invariants.find(({ id }) => id === property);
  const { caveat, ...names } = namesOf(subject);
  return {
    ...names,
    files: filesOf(subject, property),
    property,
    statement: statementOf(property, subject.invariants),
    command: commandOf(subject, law === undefined ? [] : [law]),
    caveats: [
      ...(caveat === null ? [] : [`Linux ${subject.kernel}: ${caveat}.`]),
      ...mappingOf(subject.mapping, switchesOf(subject.kernel)).caveats,
      ...(law === undefined ? [] : [`What ${property} does not say: ${firstOf(law.doesNotSay)}`]),
    ],
    actors: actors.map(({ name }) => actorOf(subject, name)),
  };
}

/** A trace has room for the first sentence; `ptecheck explain` has all. */
function firstOf(sentences: string): string {
  const [first] = sentences.split(/(?<=\.) /);
  return first;
}

function actorOf({ scenario }: Subject, name: string): TraceActor {
  const thread = scenario.threads.find((one) => one.name === name);
  if (thread === undefined) return { name, mm: null, cpu: null, program: [] };
  const { mm, cpu, program } = thread;
  return { name, mm: mmName(mm === "parent" ? parent : child), cpu, program: [...program] };
}

/** `npx ptecheck check …`, or another command, of just this, with these laws instead of the scenario's. */
export function commandOf(
  { scenario, kernel, mapping, proposal }: Subject,
  laws: readonly Invariant[],
  command = "check",
): string {
  const proposals = proposal === null ? [] : partsOf(proposal);
  const words = [
    named(scenario),
    "--kernel",
    kernel,
    "--mapping",
    mapping,
    ...(laws.length === 0 ? [] : ["--invariant", laws.map(named).join()]),
    ...proposals.flatMap((one) => ["--proposal", named(one)]),
  ];
  return `npx ptecheck ${command} ${words.map(quoted).join(" ")}`;
}

/** What the command line knows it by: its file, if it is the user's own. */
function named({ id, file }: { readonly id: string; readonly file?: string }): string {
  return file ?? id;
}

/** A word for a shell. */
export function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
