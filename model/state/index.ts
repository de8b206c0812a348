import type { ValuesOf } from "../language/index.ts";
import { data } from "./data.ts";
import { file } from "./file.ts";
import { folio } from "./folio.ts";
import { hardware } from "./hardware.ts";
import { mm } from "./mm.ts";
import { ref } from "./ref.ts";

export { Actor, Cpu, Frame, Mm, Ref, Vaddr } from "./domains.ts";
export { type Operation, operationNames } from "./Operation.ts";
export { type PresentPte, Pte } from "./Pte.ts";
export { cached, child, mmName, page, parent } from "./places.ts";
export type { Self } from "./Self.ts";
export { Translations } from "./Translations.ts";

/** All that a state is made of; the compiler leaves out what a scenario does not use. */
export const state = { mm, ...hardware, folio, ref, ...data, ...file };

export type State = ValuesOf<typeof state>;
