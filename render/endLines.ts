import type { Position, Trace } from "../counterexamples/index.ts";
import { cachedTexts } from "./cachedTexts.ts";
import { commandLines } from "./commandLines.ts";
import { describe, type Piece } from "./describe.ts";
import { explainedLines } from "./explainedLines.ts";
import { stateText } from "./headLines.ts";
import { legendOf } from "./legendOf.ts";
import type { TraceOptions } from "./lineText.ts";
import { scopeText } from "./scopeText.ts";
import { hanging, hangingIfAny } from "./wrap.ts";

const heads = {
  violated: "Violated: ",
  deadlock: "Expected: ",
  error: "Expected: ",
  differs: "Differs: ",
  run: "Shown: ",
} as const;

/**
 * What should have been, and what is against it; the state, who holds which lock, where everybody is; what
 * the marks in `above` mean; how far it goes, and how to see it again.
 */
export function endLines(
  trace: Trace,
  above: readonly string[],
  { alike = [], explained = null }: TraceOptions,
): string[] {
  const { statement, end, error, wrong, last, caveats, version, command } = trace;
  const pieces = [...describe(last).values()];
  const told = [
    ...(end === "deadlock" ? ["Nobody can move any more."] : []),
    ...hanging(heads[end], statement),
    ...(error === null ? [] : error.split("\n").flatMap((line) => hanging("Error: ", line.trim()))),
    ...(wrong === null ? [] : hanging("Here: ", wrong)),
    ...hanging("At the end: ", stateText(last)),
    ...hangingIfAny("TLBs: ", cachedTexts(pieces.filter(({ isAtRest }) => !isAtRest)).join("; ")),
    ...hangingIfAny("Locks: ", lockText(pieces)),
    ...hanging("Each stands before: ", positionsText(trace), "      "),
  ];
  return [
    ...told,
    ...(explained === null ? [] : ["", ...explainedLines(trace, explained)]),
    "",
    ...hangingIfAny("Marks: ", legendOf([...above, ...told].join("\n"))),
    ...hanging("Scope: ", scopeText(trace.scope)),
    ...caveats.flatMap((caveat) => hanging("Caveat: ", caveat)),
    ...hangingIfAny("The same run: ", alike.map((kernel) => `Linux ${kernel}`).join(", ")),
    ...commandLines(`Again, with ptecheck ${version}: `, command, "  "),
  ];
}

function lockText(pieces: readonly Piece[]): string {
  return pieces
    .filter(({ kind, isAtRest }) => kind === "lock" && !isAtRest)
    .map(({ label, text }) => `${label} ${text}`)
    .join("; ");
}

/** Where everybody is who does something, or cannot, but the hardware, which has no place. */
function positionsText({ positions, steps, end }: Trace): string {
  const moving = new Set(steps.map(({ actor }) => actor));
  const isTold = (actor: string) => end === "deadlock" || moving.has(actor) || moving.size === 0;
  return positions
    .filter(({ actor }) => actor !== "hardware" && isTold(actor))
    .map(positionText)
    .join("; ");
}

/** The innermost procedure's next step, and who called it. */
function positionText({ actor, stack }: Position): string {
  const inner = stack.at(-1);
  if (inner === undefined) return `${actor} has finished`;
  const callers = stack.slice(1, -1).map((frame) => frame.slice(0, frame.indexOf(".")));
  return `${actor} ${inner}${callers.length === 0 ? "" : ` (in ${callers.join(", ")})`}`;
}
