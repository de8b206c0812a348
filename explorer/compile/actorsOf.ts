import {
  type ActorView,
  type Answers,
  answers,
  type Changes,
  isBefore,
  isThroughout,
  type Moment,
} from "../../model/language/index.ts";
import { type ActorProgram, assertStep, chainOf, isWithin, type Position } from "./Activation.ts";
import type { PathStore } from "./PathStore.ts";
import type { Slot } from "./Slot.ts";

type Predicate = (actor: unknown, at: number) => boolean;

/** What predicates see of the actors: where each is, as one node for each question. */
export function actorsOf(
  programs: readonly ActorProgram[],
  changes: Changes,
  store: () => PathStore,
  slotOf: (pc: Slot) => Slot,
): Moment<unknown>["actors"] {
  const views = programs.map((program) => viewOf(program, changes, store, slotOf(program.pc)));
  return Object.assign(Object.fromEntries(views.entries()), { [answers]: answersOf(views, store) });
}

function viewOf(
  { actor, positions }: ActorProgram,
  changes: Changes,
  store: () => PathStore,
  pc: Slot,
): ActorView {
  const asks = (test: (position: Position) => boolean) =>
    store().isAmong(pc, new Set(positions.filter(test).map(({ code }) => code)));
  return {
    name: actor.name,
    self: actor.self,
    at: (named, step) => {
      const procedure = changes.of(named);
      assertStep(procedure, step);
      return asks((p) => p.step === step && p.activation.procedure === procedure);
    },
    within: (named) => {
      const procedure = changes.of(named);
      return asks((p) => p.step !== null && isWithin(p.activation, procedure));
    },
    is: (fact) =>
      asks(({ step, activation }) => {
        if (step === null) return false;
        const isHere = isBefore(activation.procedure, step, fact);
        return isHere || chainOf(activation).some(({ procedure }) => isThroughout(procedure, fact));
      }),
  };
}

/** How the actors answer quantifiers. */
function answersOf(views: readonly ActorView[], store: () => PathStore): Answers {
  const body = (predicate: Predicate) => (at: number) => (predicate(views[at], at) ? 1 : 0);
  const found = (predicate: Predicate) => store().first(views.length, body(predicate));
  return {
    some: (predicate) => found(predicate) > 0,
    count: (predicate) => store().count(views.length, body(predicate)),
    first: (predicate) => {
      const at = found(predicate);
      return at === 0 ? null : at - 1;
    },
  };
}
