import type { Context } from "./Context.ts";

/** A step that was taken, as its wording sees it: what was so before, and what came of it. */
export interface Happened<S, L, Self, Kernel> extends Omit<Context<S, L, Self, Kernel>, "choose"> {
  /** The options that it chose. */
  readonly chosen: readonly unknown[];
  /** The next step, "done", or the name of the procedure that it called. */
  readonly next: string;
  /** Was a primitive of this name called? */
  called(name: string): boolean;
}

/** Says that a step only passes on: it is told together with the next step of its actor. */
export const passesOn = Symbol("passes on");

/** What a step, or one of its branches, is told as. */
export type Telling<Taken> = Said | ((taken: Taken) => Said);
type Said = string | typeof passesOn;

/** How a step is told: the same whatever it did, or by where it went next. */
export type Wording<Taken> = Telling<Taken> | Readonly<Record<string, Telling<Taken>>>;

/** A wording as whoever tells a run sees it: the types of state and locals are gone. */
export type AnyWording = Wording<never>;

/** What is said of a step that went to `next`; undefined if its wording does not speak of that. */
export function tellingOf(
  wording: AnyWording | undefined,
  next: string,
): Telling<never> | undefined {
  if (typeof wording !== "object") return wording;
  return Object.hasOwn(wording, next) ? wording[next] : undefined;
}
