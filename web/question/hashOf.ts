import type { Thread } from "../../scenarios/index.ts";
import type { NamedMove } from "./NamedMove.ts";
import type { Question } from "./Question.ts";

/** A question as the fragment of a link, by names; `questionIn` reads it. */
export function hashOf(question: Question): string {
  const { scenario, kernel, mapping, proposals, threads, law, at, moves } = question;
  const fields: Record<string, string | null> = {
    scenario,
    kernel,
    mapping,
    proposal: proposals.length === 0 ? null : proposals.join(","),
    threads: threads === null ? null : threads.map(threadText).join(";"),
    law,
    at: at === null ? null : String(at),
    run: moves === null ? null : moves.map(moveText).join(";"),
  };
  const told = Object.entries(fields).flatMap(([name, value]) =>
    value === null ? [] : `${name}=${escaped(value)}`,
  );
  return `#${told.join("&")}`;
}

function threadText({ name, mm, cpu, program }: Thread): string {
  return [name, mm, cpu, program.join("+")].join(":");
}

function moveText({ actor, place, chosen }: NamedMove): string {
  return [actor, place, ...chosen].join(":");
}

/** What a fragment may hold stays readable. */
function escaped(value: string): string {
  return encodeURIComponent(value).replaceAll(/%(2C|3A|3B|2B)/g, (code) =>
    decodeURIComponent(code),
  );
}
