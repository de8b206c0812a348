import type { Kernel } from "./Kernel.ts";
import { type Definition, type Fields, language } from "./language/index.ts";
import type { Mapping } from "./mappings/index.ts";
import {
  cached,
  type Frame,
  type Mm,
  page,
  type Self,
  type State,
  type state,
  type Vaddr,
} from "./state/index.ts";

// As in the kernel, what is current is not passed along: primitives ask current() for the state, for
// who runs, and for the kernel, so that they take the kernel's arguments and nothing else.

/** The one VMA of an mm, as far as it is fixed: it maps one page, of `mapping`. */
export interface Vma extends Mapping {
  readonly vm_start: Vaddr;
}

/** What a kernel function has at hand: steps see it beside their state, locals, self and kernel. */
export interface AtHand {
  /** current->mm. */
  readonly mm: Mm;
  readonly vma: Vma;
  /** What the page cache holds for the file's page. */
  readonly folio: Frame;
}

const words = language<typeof state, Self, Kernel, AtHand>(({ self, kernel }) => ({
  mm: self.mm,
  vma: { ...kernel.mapping, vm_start: page },
  folio: cached,
}));

export const { actor, system, replaceStep, extend } = words;

/** A procedure whose steps are told by what they call. */
export const { procedure: untold } = words;

/** A procedure of this model: it says of each step what it did, in the kernel's words. */
export function procedure<const K extends string, const P extends Fields, const L extends Fields>(
  name: string,
  source: string,
  definition: Written<K, P, L> & { readonly says: NonNullable<Written<K, P, L>["says"]> },
) {
  return words.procedure(name, source, definition);
}

type Written<K extends string, P extends Fields, L extends Fields> = Definition<
  State,
  P,
  L,
  Self,
  Kernel,
  K,
  AtHand
>;

/** The state, who runs, and the kernel, of the step that runs now. A predicate has none of them. */
export const current: typeof words.current = words.current;
