/**
 * Something that is so while an actor is at certain places, as predicates ask it: that a lock is about to
 * be dropped, that data is in hand. Procedures declare where; who asks need not know their steps.
 */
export interface Fact {
  /** As one says it of an actor: "has taken note of a store and is about to record it". */
  readonly what: string;
}

/** A new fact. It is told from others by what it is, not by its words. */
export function fact(what: string): Fact {
  return { what };
}

/** Where in a procedure a fact is so. */
export interface FactsAt<K extends string> {
  readonly fact: Fact;
  /** Before these steps of it; or in all of it, and in what it calls. */
  readonly at: readonly K[] | "throughout";
}

/** Who declares facts, as an engine sees it. */
interface Declares {
  readonly facts: readonly FactsAt<string>[];
}

/** Does the procedure declare the fact of its step? */
export function isBefore({ facts }: Declares, step: string, asked: Fact): boolean {
  return facts.some(({ fact, at }) => fact === asked && at !== "throughout" && at.includes(step));
}

/** Does it declare the fact of all its steps, and of what it calls? */
export function isThroughout({ facts }: Declares, asked: Fact): boolean {
  return facts.some(({ fact, at }) => fact === asked && at === "throughout");
}
