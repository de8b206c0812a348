import { count, indexes, some } from "./language/index.ts";
import {
  type Actor,
  child,
  type Mm,
  type Pte,
  parent,
  type State,
  type Translations,
} from "./state.ts";

/** What a state looks like in kernel terms: a value for each name, in a fixed order. */
export type Description = ReadonlyMap<string, string>;

const mmName = (mm: Mm) => (mm === parent ? "P" : mm === child ? "C" : String(mm));

/** Describes a state; `actorName` names the owners of locks. */
export function describe(s: State, actorName: (actor: Actor) => string): Description {
  const owner = (actor: Actor | null) => (actor === null ? "free" : actorName(actor));
  const entries: [string, string][] = [];
  for (const mm of indexes(s.mm)) {
    const { mapped, linked, mmap_lock, ptl, pte } = s.mm[mm];
    const name = mmName(mm);
    entries.push([`${name}.vma`, vmaText(mapped, linked)]);
    entries.push([
      `${name}.mmap_lock`,
      lockText(
        owner(mmap_lock.writer),
        count(mmap_lock.readers, (reads) => reads),
      ),
    ]);
    entries.push([`${name}.ptl`, owner(ptl)]);
    for (const addr of indexes(pte)) entries.push([`${name}.pte`, pteText(pte[addr])]);
  }
  entries.push(...folioEntries(s, owner), ...tlbEntries(s), ...dataEntries(s));
  return new Map(entries);
}

function vmaText(mapped: boolean, linked: boolean): string {
  if (mapped) return "mapped";
  return linked ? "in i_mmap" : "-";
}

function lockText(writer: string, readers: number): string {
  if (writer !== "free") return `write ${writer}`;
  return readers === 0 ? "free" : `read ${readers}`;
}

/** W or -W (pte_write), D or -D (pte_dirty); -A where the entry is not young. */
function pteText(pte: Pte): string {
  if (pte.kind === "none") return "-";
  return `present ${flag("W", pte.write)} ${flag("D", pte.dirty)}${pte.accessed ? "" : " -A"}`;
}

function flag(name: string, isSet: boolean): string {
  return isSet ? name : `-${name}`;
}

function folioEntries(s: State, owner: (actor: Actor | null) => string): [string, string][] {
  const bit = (isSet: boolean) => (isSet ? "1" : "0");
  return indexes(s.folio).flatMap((frame): [string, string][] => {
    const { dirty, writeback, locked, mapcount, taggedDirty } = s.folio[frame];
    return [
      ["PG_dirty", bit(dirty)],
      ["PG_writeback", bit(writeback)],
      ["PG_locked", owner(locked)],
      ["mapcount", String(mapcount)],
      ["TAG_DIRTY", bit(taggedDirty)],
    ];
  });
}

/** What each CPU may hold in its TLB, as a set. */
function tlbEntries(s: State): [string, string][] {
  return indexes(s.tlb).flatMap((cpu) =>
    indexes(s.tlb[cpu]).flatMap((mm) =>
      indexes(s.tlb[cpu][mm]).flatMap((addr) =>
        indexes(s.tlb[cpu][mm][addr]).map((frame): [string, string] => [
          `cpu${cpu} TLB(${mmName(mm)})`,
          translationsText(s.tlb[cpu][mm][addr][frame]),
        ]),
      ),
    ),
  );
}

function translationsText({ readOnly, writeClean, writeDirty }: Translations): string {
  const held = [readOnly && "-W", writeClean && "W -D", writeDirty && "W D"].filter(Boolean);
  return `{${held.join(", ")}}`;
}

function dataEntries({ disk, io, i_mmap_reader, syncing }: State): [string, string][] {
  const age = (isLatest: boolean) => (isLatest ? "latest" : "older than memory");
  return [
    ["i_mmap", i_mmap_reader === null ? "free" : "read-locked"],
    ["disk", age(disk.latestStore && disk.latestGupWrite)],
    ["I/O", io.phase === "read" ? age(io.latestStore && io.latestGupWrite) : io.phase],
    ["fsync", some(syncing, (runs) => runs) ? "running" : "-"],
  ];
}
