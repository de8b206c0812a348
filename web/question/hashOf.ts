import { fragmentOf } from "../../render/index.ts";
import type { Thread } from "../../scenarios/index.ts";
import type { NamedMove } from "../../walk/index.ts";
import type { Question } from "./Question.ts";

/** A question as the fragment of a link, by names; `questionIn` reads it. */
export function hashOf(question: Question): string {
  const { scenario, kernel, mapping, proposals, threads, asks, edits, law, at, moves, state } =
    question;
  return fragmentOf({
    scenario,
    kernel,
    mapping,
    proposal: proposals.length === 0 ? null : proposals.join(","),
    invariant: asks.length === 0 ? null : asks.join(","),
    edits:
      edits.length === 0 ? null : JSON.stringify(edits.map(({ place, text }) => [place, text])),
    threads: threads === null ? null : threads.map(threadText).join(";"),
    law,
    at: at === null ? null : String(at),
    run: moves === null ? null : moves.map(moveText).join(";"),
    state,
  });
}

function threadText({ name, mm, cpu, program }: Thread): string {
  return [name, mm, cpu, program.join("+")].join(":");
}

function moveText({ actor, place, chosen }: NamedMove): string {
  return [actor, place, ...chosen].join(":");
}
