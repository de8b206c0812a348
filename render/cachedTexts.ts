import type { Piece } from "./describe.ts";

/** What CPUs may have cached of which mm; those that may have the same are told together. */
export function cachedTexts(pieces: Iterable<Piece>): string[] {
  const cpusOf = new Map<string, string[]>();
  for (const { kind, label, text, isAtRest } of pieces) {
    if (kind !== "translations") continue;
    const [cpu, mm] = label.split(" of ");
    const what = isAtRest ? `nothing of ${mm}` : `may cache ${mm}: ${text}`;
    cpusOf.set(what, [...(cpusOf.get(what) ?? []), cpu]);
  }
  return [...cpusOf].map(([what, cpus]) => {
    const verb = what.startsWith("may ") ? "" : cpus.length === 1 ? "caches " : "cache ";
    return `${cpus.join(", ")} ${verb}${what}`;
  });
}
