import { caveatOf, type Subject } from "../checks/index.ts";
import { systemOf } from "../scenarios/index.ts";
import type { Evidence } from "./Evidence.ts";
import { fileMeans } from "./words/index.ts";

/** How far the answer goes. */
export interface Scope {
  readonly kernels: readonly string[];
  /** What it calls a file. */
  readonly file: string;
  /** The most that any of its systems has. */
  readonly pages: number;
  readonly frames: number;
  readonly mms: number;
  readonly cpus: number;
  /** In what a kernel was taken for another than was released. */
  readonly caveats: readonly string[];
}

/** The kernels and the sizes of what was checked. */
export function scopeOf({ kernels }: Evidence, subjects: readonly Subject[]): Scope {
  const sizes = subjects.map(
    ({ scenario, kernel, mapping }) => systemOf(scenario, kernel, mapping, []).sizes,
  );
  const most = (domain: string) => Math.max(...sizes.map((of) => of[domain]));
  return {
    kernels,
    file: fileMeans,
    pages: most("Vaddr"),
    frames: most("Frame"),
    mms: most("Mm"),
    cpus: most("Cpu"),
    caveats: [...new Set(subjects.flatMap(caveatText))],
  };
}

function caveatText(subject: Subject): string[] {
  const caveat = caveatOf(subject);
  return caveat === null ? [] : [`On ${subject.kernel}: ${caveat}.`];
}
