import type { Trace } from "../../counterexamples/index.ts";
import { laneActors } from "../laneActors.ts";
import { told } from "../told.ts";
import { wrap } from "../wrap.ts";

/** As wide as a note of the diagram gets. */
const noteWidth = 40;

/** A trace as a Mermaid sequence diagram: an actor for each lane, a note for each line. */
export function mermaidText(trace: Trace): string {
  const lines = told(trace);
  const actors = laneActors(trace, lines);
  const idOf = (name: string) => `a${actors.findIndex((actor) => actor.name === name)}`;
  const { property, end, scenario, kernel, mapping, wrong, statement } = trace;
  const notes = lines.map(({ number, actor, says, changes }) => {
    const text = noteText([`${number}. ${says}`, ...changes.map((change) => `[${change}]`)]);
    return `  Note over ${idOf(actor)}: ${text}`;
  });
  const [first, last] = [idOf(actors[0]?.name ?? ""), idOf(actors.at(-1)?.name ?? "")];
  const over = first === last ? first : `${first},${last}`;
  const verdict = noteText([`${end}: ${wrong ?? statement}`]);
  return [
    "sequenceDiagram",
    `  title ${escaped(`${property}: ${end} (${scenario}, Linux ${kernel}, ${mapping})`)}`,
    ...actors.map(
      ({ name, place }) => `  participant ${idOf(name)} as ${noteText([name, ...place])}`,
    ),
    ...notes,
    ...(actors.length === 0 ? [] : [`  Note over ${over}: ${verdict}`]),
  ].join("\n");
}

function noteText(parts: readonly string[]): string {
  return parts
    .flatMap((part) => wrap(part, "", noteWidth))
    .map(escaped)
    .join("<br/>");
}

/** Mermaid ends a statement at a semicolon, and reads what looks like HTML. */
function escaped(text: string): string {
  return text.replaceAll(/[#;<>&"%]/g, (char) => `#${char.charCodeAt(0)};`);
}
