import {
  type CopiedAtFork,
  copiedAtFork as copiedOn,
  defaultKernels,
} from "../model/kernels/index.ts";
import { listed } from "./words/index.ts";

/** Which shared mappings fork copies, for which the scenario fork-copied stands. */
export const copiedAtFork = `${listed(kinds())} as mappings of their own: fork-copied is an ordinary page in a VMA that fork copies (mm/memory.c: vma_needs_copy()).`;

/** Each with its kernels, where not all of those that are checked copy it. */
function kinds(): string[] {
  const kernels = new Map<CopiedAtFork, string[]>();
  for (const kernel of defaultKernels) {
    for (const kind of copiedOn(kernel).filter(({ mapping }) => mapping === undefined)) {
      kernels.set(kind, [...(kernels.get(kind) ?? []), kernel]);
    }
  }
  return [...kernels].map(([{ what }, of]) =>
    of.length === defaultKernels.length ? what : `${what} (${of.join(", ")})`,
  );
}
