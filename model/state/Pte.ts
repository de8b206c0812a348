import { bool, index, union, type ValueOf } from "../language/index.ts";
import { Frame } from "./domains.ts";

/**
 * A page-table entry, in logical bits: write is pte_write(), dirty is pte_dirty() whichever hardware
 * or software bit says so (x86 since 6.6: Dirty or SavedDirty), accessed is pte_young().
 */
export const Pte = union({
  none: {},
  present: { frame: index(Frame), write: bool, dirty: bool, accessed: bool },
});
export type Pte = ValueOf<typeof Pte>;
export type PresentPte = Extract<Pte, { kind: "present" }>;
