import { bool, record, type ValueOf } from "../language/index.ts";

/**
 * What a CPU's TLB may hold for one page: every value that the PTE had while accessible since the
 * CPU's last flush, as far as a store can tell them apart. There are no fill and evict steps: an
 * access chooses among the set and a fresh walk (model/README.md: price and evidence).
 */
export const Translations = record({ readOnly: bool, writeClean: bool, writeDirty: bool });
export type Translations = ValueOf<typeof Translations>;
