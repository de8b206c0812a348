import { array, bool } from "../language/index.ts";
import { Cpu, Frame, Mm, Vaddr } from "./domains.ts";
import { Translations } from "./Translations.ts";

/** What CPUs may translate without a walk, and whose interrupts are off. */
export const hardware = {
  tlb: array(Cpu, array(Mm, array(Vaddr, array(Frame, Translations)))),
  /** Whose interrupts are off, for a walk of page tables without locks: it acknowledges no flush meanwhile. */
  irqs_off: array(Cpu, bool),
};
