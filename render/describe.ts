import type { Entry, Value } from "../counterexamples/index.ts";

/** A piece of the state as a kernel developer names it. */
export interface Piece {
  readonly label: string;
  readonly kind: "lock" | "translations" | "value";
  readonly text: string;
  readonly isAtRest: boolean;
}

/** What one entry says of a piece: several may say something of the same. Null: nothing, it is at rest. */
interface Part {
  readonly label: string;
  readonly kind: Piece["kind"];
  readonly text: string | null;
  /** The text of a piece of which nobody says anything. */
  readonly rest: string;
}

/** A state in kernel words, by labels, in the order of its entries. */
export function describe(entries: readonly Entry[]): ReadonlyMap<string, Piece> {
  const values = new Map(entries.map(({ path, value }) => [path.join("."), value]));
  const isOnly = (...path: string[]) => !values.has(path.join("."));
  const parts = new Map<string, Part[]>();
  for (const entry of entries) {
    const one = partOf(entry, values, isOnly);
    if (one !== null) parts.set(one.label, [...(parts.get(one.label) ?? []), one]);
  }
  return new Map([...parts].map(([label, said]) => [label, pieceOf(label, said)]));
}

function pieceOf(label: string, said: readonly Part[]): Piece {
  const [{ kind, rest }] = said;
  const texts = said.flatMap(({ text }) => text ?? []);
  return { label, kind, text: texts.join(", ") || rest, isAtRest: texts.length === 0 };
}

type Values = ReadonlyMap<string, Value>;
type IsOnly = (...path: string[]) => boolean;

function partOf({ path, value }: Entry, values: Values, isOnly: IsOnly): Part | null {
  const [field, name, ...inner] = path;
  const hasFrames = !isOnly("folio", "1", "dirty");
  switch (field) {
    case "mm":
      return partOfMm(name, inner, value, isOnly("mm", name, "pte", "1"), hasFrames);
    case "folio":
      return partOfFolio(hasFrames ? `[${name}]` : "", inner, value);
    case "tlb":
      return partOfTlb(
        name,
        inner,
        value,
        isOnly("tlb", name, inner[0], "1", "0", "readOnly"),
        hasFrames,
      );
    case "i_mmap_reader":
      return lock("i_mmap_rwsem", value === null ? null : `read by ${value}`);
    case "disk":
    case "io":
      // Of private memory nothing is written back here.
      return hasFrames ? null : partOfCopy(path, value, values);
    case "ref":
      return part(`reference ${name}`, referenceText(value), "none");
    case "holdsOwn":
      return part(`${name}'s data`, value === true ? `folio[${inner[1]}]` : null, "nowhere");
    case "irqs_off":
      return part(`${name} interrupts`, value === true ? "off" : null, "on");
    case "forking":
    case "storedPrivately":
      return null; // Only laws ask.
    case "buffers":
      return part(bufferNames[name] ?? name, value === true ? "1" : null, "0");
    case "syncing":
      return part("fsync()", value === true ? `by ${name}` : null, "by nobody");
    default:
      return unknown(path, value);
  }
}

function partOfMm(
  mm: string,
  [field, ...inner]: string[],
  value: Value,
  isOnly: boolean,
  hasFrames: boolean,
): Part {
  switch (field) {
    case "mapped":
      return part(`${mm}.vma`, value === true ? "mapped" : null, "none");
    case "anon_vma":
      return part(`${mm}.vma`, value === true ? "anon_vma" : null, "none");
    case "has_pinned":
      return part(`${mm}.MMF_HAS_PINNED`, value === true ? "1" : null, "0");
    case "write_protect_seq":
      return part(`${mm}.write_protect_seq`, seqText(value), "even");
    case "linked":
      return part(`${mm}.vma`, value === true ? "in i_mmap" : null, "none");
    case "mmap_lock":
      return lock(`${mm}.mmap_lock`, holderOf(inner, value));
    case "vma_lock":
      return lock(`${mm}.vma_lock`, vmaHolderOf(inner, value));
    case "ptl":
      return lock(`${mm}.PTL`, value === null ? null : `held by ${value}`);
    case "pte":
      return part(
        isOnly ? `${mm}.pte` : `${mm}.pte[${inner[0]}]`,
        pteText(value, hasFrames),
        "none",
      );
    case "wrprotect_pending":
      return part(
        `${mm}.tlb_flush_pending (not of a zap)`,
        value === 0 ? null : String(value),
        "0",
      );
    case "tlb_flush_pending":
      return part(`${mm}.tlb_flush_pending`, value === 0 ? null : String(value), "0");
    default:
      return unknown(["mm", mm, field, ...inner], value);
  }
}

/** Of those mappings that have any. */
const bufferNames: Readonly<Record<string, string>> = {
  dirty: "BH_Dirty",
  reserved: "blocks reserved",
};

/** Even at rest, odd while fork copies, then another even one. */
function seqText(value: Value): string | null {
  if (value === 0) return null;
  return value === 1 ? "odd" : "even, moved";
}

/** Who holds the mmap_lock, as far as one entry says. */
function holderOf([field, reader]: string[], value: Value): string | null {
  if (field === "writer") return value === null ? null : `written by ${value}`;
  return value === true ? `read by ${reader}` : null;
}

/** Who holds the VMA's lock, as far as one entry says. */
function vmaHolderOf([field, reader]: string[], value: Value): string | null {
  if (value !== true) return null;
  return field === "written" ? "written" : `read by ${reader}`;
}

/** W or -W (pte_write), D or -D (pte_dirty); -A where the entry is not young. */
function pteText(pte: Value, hasFrames: boolean): string | null {
  const { kind, frame, write, dirty, accessed } = Object(pte);
  if (kind !== "present") return kind === "none" ? null : JSON.stringify(pte);
  const where = hasFrames ? `folio[${frame}] ` : "";
  return `${where}${write ? "W" : "-W"} ${dirty ? "D" : "-D"}${accessed ? "" : " -A"}`;
}

/** Who holds which page, and how. */
function referenceText(ref: Value): string | null {
  const { kind, mm, frame, pin, zapped } = Object(ref);
  if (kind !== "held") return null;
  return `folio[${frame}] ${pin ? "pinned" : "held"} by ${mm}${zapped ? ", which has zapped it" : ""}`;
}

const flagNames: Readonly<Record<string, string>> = {
  dirty: "PG_dirty",
  writeback: "PG_writeback",
  taggedDirty: "TAG_DIRTY",
  exclusive: "PageAnonExclusive",
};

function partOfFolio(which: string, [field, ...inner]: string[], value: Value): Part {
  if (field === "locked") {
    return lock(`PG_locked${which}`, value === null ? null : `held by ${value}`);
  }
  if (field === "kind") {
    return part(`folio${which}`, which === "" || value === "free" ? null : String(value), "free");
  }
  if (field === "mapcount" || field === "refcount" || field === "pincount") {
    return part(`${field}${which}`, value === 0 ? null : `${value}`, "0");
  }
  const flag = flagNames[field];
  return flag === undefined
    ? unknown([`folio${which}`, field, ...inner], value)
    : part(`${flag}${which}`, value === true ? "1" : null, "0");
}

const translations: Readonly<Record<string, string>> = {
  readOnly: "-W",
  writeClean: "W -D",
  writeDirty: "W D",
};

function partOfTlb(
  cpu: string,
  inner: string[],
  value: Value,
  isOnly: boolean,
  hasFrames: boolean,
): Part {
  const [mm, addr, frame, field] = inner;
  const flags = translations[field];
  if (flags === undefined) return unknown(["tlb", cpu, ...inner], value);
  const label = `${cpu} of ${mm}${isOnly ? "" : `[${addr}]`}`;
  const text = hasFrames ? `folio[${frame}] ${flags}` : flags;
  return { label, kind: "translations", text: value === true ? text : null, rest: "nothing" };
}

/** The disk, and the I/O, which carries something only after the device has read the folio. */
function partOfCopy(
  [copy, field, actor]: readonly string[],
  value: Value,
  values: Values,
): Part | null {
  const isDisk = copy === "disk";
  const label = isDisk ? "disk" : "I/O";
  const rest = isDisk ? "latest" : "none";
  if (field === "phase") return part(label, value === "none" ? null : phaseText(value), rest);
  const isTold = isDisk || values.get("io.phase") === "read";
  const lacks = (what: string) =>
    part(label, value === false && isTold ? `lacks ${what}` : null, rest);
  if (field === "latestStore") return lacks("the last store");
  if (field === "latestGupWrite") return lacks("the last write by GUP");
  if (field !== "coversSync") return unknown([copy, field, ...(actor ? [actor] : [])], value);
  return values.get(`syncing.${actor}`) === true
    ? lacks(`what ${actor}'s fsync() began with`)
    : null;
}

/** "read" alone would be what somebody does to it. */
function phaseText(phase: Value): string {
  return phase === "read" ? "has read the folio" : String(phase);
}

function part(label: string, text: string | null, rest: string): Part {
  return { label, kind: "value", text, rest };
}

function lock(label: string, text: string | null): Part {
  return { label, kind: "lock", text, rest: "free" };
}

/** What a proposal adds to the state, or whoever else: by its own name. */
function unknown(path: readonly string[], value: Value): Part {
  return part(path.join("."), typeof value === "string" ? value : JSON.stringify(value), "");
}
