import type { FromFile } from "../model/FromFile.ts";
import type { Property } from "../model/language/index.ts";
import type { MappingName } from "../model/mappings/index.ts";
import type { Self, State } from "../model/state/index.ts";

interface Documented extends FromFile {
  /** Kebab-case; never changes, as mails and traces cite it. */
  readonly id: string;
  /** One sentence, positive. */
  readonly statement: string;
  /** Why the kernel needs it. */
  readonly why: string;
  /** Where the kernel relies on it or establishes it. */
  readonly source: string;
  /** What a reader might take it to say, and it does not. */
  readonly doesNotSay: string;
  readonly mappings: readonly MappingName[];
  /** The release that brought what it speaks of; before it the law is not asked. */
  readonly since?: string;
}

/** A law about PTEs and folios: of every state, or of every step of some procedures. */
export type Invariant = Documented & Property<State, Self>;

/** A law as it is given; writing it so lets an editor say what fits. */
export function invariant(written: Invariant): Invariant {
  return written;
}
