import type { Explained } from "../checks/index.ts";
import { functionsText } from "./functionsText.ts";
import type { Line } from "./told.ts";
import { columns, hanging, wrap, wrapList } from "./wrap.ts";

/** How to tell a trace. */
export interface TraceOptions {
  /** With the kernel function of each line, those it called, and their files. */
  readonly functions?: boolean;
  /** Other kernels that run the same. */
  readonly alike?: readonly string[];
  /** What explains it. */
  readonly explained?: Explained | null;
}

/** In one line what a step did and what it changed, or below each other where that is too long. */
export function lineText(
  head: string,
  indent: string,
  { says, changes, step }: Line,
  { functions = false }: TraceOptions,
): string[] {
  const changed = changes.length === 0 ? "" : ` [${changes.join("; ")}]`;
  const both = `${head}${says}${changed}`;
  const below = changes.length === 0 ? [] : wrapList(changes, indent);
  return [
    ...(both.length <= columns ? [both] : [...hanging(head, says, indent), ...below]),
    ...(functions ? wrap(functionsText(step), indent) : []),
  ];
}
