import { entriesOf } from "../counterexamples/index.ts";
import type { Reference, RunState } from "../explorer/reference/index.ts";
import { describe } from "../render/index.ts";

type Data = RunState["s"][string];
type Path = readonly string[];

/**
 * What an actor that cannot move waits for, found by trying: one part of the state is put to rest, as it was at
 * first, or else one flag is turned; where the actor can move then, that part is named. Null: no single one
 * would be enough.
 */
export function blockedBy(reference: Reference, state: RunState, actor: number): string | null {
  const initial = reference.initial.s;
  const atRest = [...differing(state.s, initial, []), ...owners(state.s, initial, [])];
  const trials = [
    ...atRest.map((path) => withAt(state.s, path, at(initial, path))),
    ...flagsIn(state.s, []).map((path) => withAt(state.s, path, !at(state.s, path))),
  ];
  for (const trial of trials) {
    const tried = { ...state, s: trial as RunState["s"] };
    const texts = canMove(reference, tried, actor) ? differences(reference, state, tried) : [];
    if (texts.length > 0) return texts.join("; ");
  }
  return null;
}

/** What is so in one state and not in another: of a lock who holds it, of a value what it would have to be. */
function differences(reference: Reference, state: RunState, other: RunState): string[] {
  const there = describe(entriesOf(reference, other));
  return [...describe(entriesOf(reference, state)).values()].flatMap(({ label, kind, text }) => {
    const wanted = there.get(label)?.text;
    if (wanted === text) return [];
    return kind === "lock" ? `${label} ${text}` : `could move with ${label} ${wanted}`;
  });
}

function flagsIn(data: Data, path: Path): Path[] {
  if (isOpen(data)) return Object.keys(data).flatMap((key) => flagsIn(data[key], [...path, key]));
  return typeof data === "boolean" ? [path] : [];
}

function canMove(reference: Reference, state: RunState, actor: number): boolean {
  try {
    return reference.stepsOf(state, actor).some(({ outcome }) => outcome.kind === "taken");
  } catch {
    return false; // Such a state is never reached, and a step may say so.
  }
}

function isOpen(data: Data): data is Extract<Data, object> {
  return typeof data === "object" && data !== null;
}

/** The smallest parts in which they differ; of a union all at once. */
function differing(here: Data, there: Data, path: Path): Path[] {
  if (!isOpen(here) || !isOpen(there) || !hasSameFields(here, there)) {
    return here === there ? [] : [path];
  }
  return Object.keys(here).flatMap((key) => differing(here[key], there[key], [...path, key]));
}

/** Parts of which several smaller ones differ, as readers of one lock. */
function owners(here: Data, there: Data, path: Path): Path[] {
  if (!isOpen(here) || !isOpen(there) || !hasSameFields(here, there)) return [];
  const inner = Object.keys(here).flatMap((key) => owners(here[key], there[key], [...path, key]));
  const isSeveral = path.length > 1 && differing(here, there, path).length > 1;
  return [...inner, ...(isSeveral ? [path] : [])];
}

function hasSameFields(one: object, other: object): boolean {
  return Object.keys(one).join() === Object.keys(other).join();
}

function at(data: Data, path: Path): Data {
  return path.reduce<Data>((inner, key) => (isOpen(inner) ? inner[key] : inner), data);
}

function withAt(data: Data, [key, ...rest]: Path, value: Data): Data {
  if (key === undefined || !isOpen(data)) return value;
  return { ...data, [key]: withAt(data[key], rest, value) };
}
