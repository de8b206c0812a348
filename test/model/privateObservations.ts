import type { ScriptLine } from "../../checks/index.ts";
import { walkThreads } from "../../checks/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import type { MappingName } from "../../model/mappings/index.ts";
import { type Mm, type Operation, page, parent, type State } from "../../model/state/index.ts";
import type { Scenario } from "../../scenarios/index.ts";
import { systemOf } from "../../scenarios/index.ts";
import { observed } from "./observations.ts";

// What a running kernel was seen to do with private memory, in the notation of the observations: r or W; c clean,
// D dirty (read-only and dirty: "s" there); after it the frame, o for the zero page or the page cache's page,
// A, B … for pages of one's own in the order of their frames, with x where it is exclusive.

/** What was seen after the last lines of a script. */
export interface PrivateObservation {
  readonly what: string;
  readonly mapping: MappingName;
  readonly script: readonly ScriptLine[];
  /** Faults of that line, P's PTE, C's PTE, mapcount of what P maps, and PG_dirty of it. */
  readonly seen: readonly string[];
}

const program: readonly Operation[] = [
  "load",
  "store",
  "fork",
  "madvise_dontneed",
  "proc_mem_write",
];

const scenario: Scenario = {
  ...observed,
  mappings: ["anonymous", "private-file-ro"],
  frames: 4,
  references: 1,
  threads: observed.threads.map((thread) => ({ ...thread, program })),
};

function pteText(s: State, mm: Mm): string {
  const pte = s.mm[mm].pte[page];
  if (pte.kind === "none") return "-";
  const frame = "oABC"[pte.frame];
  const exclusive = s.folio[pte.frame].exclusive ? "x" : "";
  return `${pte.write ? "W" : "r"}${pte.dirty ? "D" : "c"}${frame}${exclusive}`;
}

/** What the model does, line by line, as far as it was observed. */
export function modelledPrivately(
  { mapping, script, seen }: PrivateObservation,
  kernel: string,
): string[] {
  const system = systemOf(scenario, kernel, mapping, []);
  const reference = new Reference(system);
  const lines = walkThreads(system, script).map(({ faults, after }) =>
    reference.look(after, ({ s }) => {
      const [ofParent, ofChild] = ([0, 1] as Mm[]).map((mm) => pteText(s, mm));
      const pte = s.mm[parent].pte[page];
      const folio = pte.kind === "present" ? s.folio[pte.frame] : null;
      const flags = folio === null ? "-" : `${folio.mapcount} ${folio.dirty ? "PGd" : "PGc"}`;
      return `${faults} ${ofParent} ${ofChild} ${flags}`;
    }),
  );
  return lines.slice(-seen.length);
}

export const privateObservations: readonly PrivateObservation[] = [
  {
    what: "e: store, fork, the child's store copies, the parent's takes the old page",
    mapping: "anonymous",
    script: ["P store", "P fork", "C store", "P store"],
    seen: ["1 WDAx - 1 PGc", "0 rDA rDA 2 PGc", "1 rDA WDBx 1 PGc", "1 WDAx WDBx 1 PGc"],
  },
  {
    what: "h: load, a forced write copies, MADV_DONTNEED brings the file back",
    mapping: "private-file-ro",
    script: ["P load", "P proc_mem_write", "P madvise_dontneed", "P load"],
    seen: ["1 rco - 1 PGc", "0 rDAx - 1 PGd", "0 - - -", "1 rco - 1 PGc"],
  },
];
