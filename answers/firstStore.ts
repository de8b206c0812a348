import type { MappingName } from "../model/mappings/index.ts";
import { walked } from "./walked.ts";

const script = ["parent store", "parent fork", "child store"] as const;

/** What the child's first store does where fork has copied a writable PTE and cleaned the copy. */
export function firstStore(kernel: string, mapping: MappingName, proposal: string | null = null) {
  const { lastFaults, isChildDirty } = walked({ kernel, mapping, proposal }, script);
  return { lastFaults, isChildDirty, isBySilentHardware: isChildDirty && lastFaults === 0 };
}
