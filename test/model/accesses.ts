import { blocked, indexOf } from "../../model/language/index.ts";
import {
  disk,
  gup_write,
  handle_mm_fault,
  load,
  speculation,
  store,
} from "../../model/operations/index.ts";
import { Actor, Cpu, cached, child, page, parent, type State } from "../../model/state/index.ts";
import { pteText } from "./observations.ts";
import { plainKernel } from "./plainKernel.ts";
import { plainState } from "./plainState.ts";

// What a CPU may do with a PTE and with what its TLB holds: Intel SDM 3A, 4.8 (accessed and dirty flags) and
// 4.10 (what may be cached, spurious faults). PTEs are in the notation of the observations.

type Cached = "readOnly" | "writeClean" | "writeDirty";

/** An access, and all that it may lead to: a fault, or its end; the PTE, what is cached, and a store. */
export interface Access {
  readonly by: "load" | "store" | "speculation" | "reference" | "disk" | "fault";
  readonly pte: string;
  readonly cached?: Cached;
  readonly killed?: true;
  /** A CPU that would use a clean translation without looking again. */
  readonly noRewalk?: true;
  readonly may: readonly string[];
}

export const accesses: readonly Access[] = [
  { by: "load", pte: "-", may: ["fault -"] },
  { by: "load", pte: "-", cached: "readOnly", may: ["done - readOnly", "fault -"] },
  { by: "load", pte: "-", cached: "writeDirty", may: ["done - writeDirty", "fault -"] },
  { by: "load", pte: "rco", may: ["done rcA readOnly"] },
  { by: "load", pte: "Wco", may: ["done WcA writeClean"] },
  { by: "load", pte: "rcA", cached: "readOnly", may: ["done rcA readOnly"] },
  { by: "load", pte: "rcA", may: ["done rcA readOnly"] },
  {
    by: "load",
    pte: "rco",
    cached: "readOnly",
    may: ["done rcA readOnly", "done rco readOnly"],
  },
  { by: "load", pte: "-", killed: true, may: ["done -"] },
  { by: "store", pte: "-", may: ["fault for writing -"] },
  { by: "store", pte: "-", killed: true, may: ["done -"] },
  { by: "store", pte: "rcA", cached: "readOnly", may: ["fault for writing rcA readOnly"] },
  { by: "store", pte: "Wco", may: ["done WDA writeDirty, stored"] },
  {
    by: "store",
    pte: "WcA",
    cached: "writeClean",
    may: ["done WDA writeClean writeDirty, stored"],
  },
  {
    by: "store",
    pte: "WcA",
    cached: "writeDirty",
    may: ["done WDA writeDirty, stored", "done WcA writeDirty, stored"],
  },
  { by: "store", pte: "WDA", cached: "writeDirty", may: ["done WDA writeDirty, stored"] },
  // Through a stale translation, or with a fault: which one is the CPU's choice.
  {
    by: "store",
    pte: "-",
    cached: "writeDirty",
    may: ["done - writeDirty, stored", "fault for writing -"],
  },
  {
    by: "store",
    pte: "rcA",
    cached: "writeDirty",
    may: ["done rcA writeDirty, stored", "fault for writing rcA readOnly"],
  },
  // A stale read-only translation: the fault is spurious.
  {
    by: "store",
    pte: "WDo",
    cached: "readOnly",
    may: ["done WDA readOnly writeDirty, stored", "fault for writing WDo"],
  },
  // To set D the CPU looks at the PTE again.
  { by: "store", pte: "-", cached: "writeClean", may: ["fault for writing -"] },
  {
    by: "store",
    pte: "-",
    cached: "writeClean",
    noRewalk: true,
    may: ["done - writeClean, stored", "fault for writing -"],
  },
  { by: "store", pte: "-", cached: "readOnly", noRewalk: true, may: ["fault for writing -"] },
  {
    by: "store",
    pte: "WcA",
    cached: "writeClean",
    noRewalk: true,
    may: ["done WDA writeClean writeDirty, stored"],
  },
  { by: "speculation", pte: "-", may: [] },
  { by: "speculation", pte: "rco", may: ["walk rcA readOnly"] },
  { by: "speculation", pte: "WDo", may: ["walk WDA writeDirty"] },
  { by: "speculation", pte: "rcA", may: [] },
  // mm/memory.c: handle_pte_fault(), a write fault: pte_mkdirty(), pte_mkyoung().
  { by: "fault", pte: "Wco", may: ["done WDA writeDirty"] },
  // Past the page tables.
  { by: "reference", pte: "rcA", may: ["test_page_dirty rcA, stored"] },
  { by: "disk", pte: "rcA", may: ["read_folio rcA, nothing is on its way"] },
];

/** What the model's CPU does. */
export function accessed(access: Access): string[] {
  const outcomes = [0, 1, 2, 3].map((choice) => outcomeOf(access, choice));
  return [...new Set(outcomes.filter((one) => one !== null))].sort();
}

function stateOf({ pte, cached: kind }: Access): State {
  const s = plainState();
  s.mm[child].mapped = false;
  const [write, dirty, accessed] = [pte[0] === "W", pte[1] === "D", pte[2] === "A"];
  if (pte !== "-")
    s.mm[parent].pte[page] = { kind: "present", frame: cached, write, dirty, accessed };
  s.io = { ...s.io, phase: "read", latestStore: true, latestGupWrite: true };
  const entry = s.tlb[cpu][parent][page][cached];
  if (kind !== undefined) entry[kind] = true;
  return s;
}

const cpu = indexOf(Cpu, 0);

/** What comes of one choice; null if it is no choice, or blocked. */
function outcomeOf(access: Access, choice: number): string | null {
  const s = stateOf(access);
  const kernel = plainKernel("6.12", { cleanStoreRewalks: access.noRewalk !== true });
  // The way of the access first; then which folio its translation leads to: the mapped one.
  const choices = [choice, 0];
  const choose = <T>(options: readonly T[]): T => {
    const chosen = choices.shift() ?? 0;
    if (chosen >= options.length) throw blocked;
    return options[chosen];
  };
  const self = { id: indexOf(Actor, 0), mm: parent, cpu, program: [] };
  const local = { addr: page, killed: access.killed === true };
  try {
    const next = nextOf(access.by, { s, local, self, kernel, choose });
    return next === blocked ? null : told(s, next);
  } catch (signal) {
    if (signal === blocked) return null;
    throw signal;
  }
}

function nextOf(by: Access["by"], context: Parameters<typeof load.steps.access>[0]): unknown {
  if (by === "load") return load.steps.access(context);
  if (by === "fault") {
    const orig_pte = { ...context.s.mm[parent].pte[page] };
    const local = { ...context.local, write: true, unshare: false, orig_pte, fault_write: false };
    return handle_mm_fault.steps.mkdirty({ ...context, local });
  }
  if (by === "disk") return disk.steps.folio_end_writeback(context);
  if (by === "reference")
    return gup_write.steps.write({ ...context, local: { ...context.local, longterm: false } });
  return by === "store" ? store.steps.access(context) : speculation.steps.walk(context);
}

const kindsOfData = ["latestStore", "latestGupWrite"] as const;

function told(s: State, next: unknown): string {
  const flags = pteText(s, parent);
  const kinds = Object.entries(s.tlb[cpu][parent][page][cached]).filter(([, is]) => is);
  const isWrite = Object(Object(next).args).write === true;
  const what = typeof next === "string" ? next : `fault${isWrite ? " for writing" : ""}`;
  const held = [what, flags, ...kinds.map(([kind]) => kind)].join(" ");
  // Neither the disk nor I/O that has read the folio before has the data.
  const isStored = kindsOfData.some((kind) => !s.disk[kind] && !s.io[kind]);
  if (isStored) return `${held}, stored`;
  const isIdle = s.io.phase === "none" && kindsOfData.every((kind) => !s.io[kind]);
  return isIdle ? `${held}, nothing is on its way` : held;
}
