import { type Rules, rulesOf } from "./kernels/index.ts";

/** Of the VMA, beside its mapping. */
interface VmaFlags {
  /** Fork copies the PTEs: stands for VM_MIXEDMAP and VM_PFNMAP. */
  readonly copySharedPtes: boolean;
}

/** Of the machine. */
interface Hardware {
  /** A store through a clean writable TLB entry walks again, and faults if it must. */
  readonly cleanStoreRewalks: boolean;
}

/** So or not so in every release: what a proposal may change. */
interface Proposed {
  /** A write through GUP to a page that is dirty nowhere marks it dirty (FOLL_TOUCH). */
  readonly follTouch: boolean;
  /** The child's copy of a shared PTE is also write-protected. */
  readonly forkWriteProtects: boolean;
}

/** All that a proposal can flip by name: rules of releases (model/kernels/rules.ts), and what no release decides. */
export interface Switches extends Rules, VmaFlags, Hardware, Proposed {}

const beside: VmaFlags & Hardware & Proposed = {
  copySharedPtes: false,
  cleanStoreRewalks: true,
  follTouch: true,
  forkWriteProtects: false,
};

/** The switches of a release, as they are without a scenario or proposal that sets them. */
export function switchesOf(kernel: string): Switches {
  return { ...rulesOf(kernel), ...beside };
}

/** Every switch by name. */
export const switchNames: readonly string[] = Object.keys(switchesOf("6.12"));
