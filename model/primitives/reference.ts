import { current } from "../current.ts";
import { first, must, primitive, update } from "../language/index.ts";
import { type Frame, page, type Ref } from "../state/index.ts";
import { storeForeign, storePrivately } from "./data.ts";
import { folio_get, folio_mark_dirty, folio_put, folio_test_anon } from "./folio.ts";

/** The reference that who runs now holds, or null: one at most. */
export function heldReference(): Ref | null {
  const { s, self } = current();
  return first(s.ref, (ref) => ref.kind === "held" && ref.by === self.id);
}

/** What kind of reference: FOLL_WRITE or not, FOLL_PIN or FOLL_GET, FOLL_LONGTERM or not. */
interface Flags {
  readonly write: boolean;
  readonly pin: boolean;
  readonly longterm: boolean;
}

/** Under the page-table lock. */
export const try_grab_page = primitive(
  "mm/gup.c",
  function try_grab_page(folio: Frame, { write, pin: isPin, longterm }: Flags): void {
    const { s, self, kernel } = current();
    const pin = isPin && kernel.pinCount;
    const free = first(s.ref, ({ kind }) => kind === "none");
    must(free !== null, "more references than the scenario has");
    if (folio_test_anon(folio)) folio_get(folio);
    if (pin && folio_test_anon(folio)) {
      update(s.folio[folio], "pincount", (pins) => pins + 1);
      s.mm[self.mm].has_pinned = true;
    }
    const at = { by: self.id, mm: self.mm, frame: folio, write, pin, longterm };
    s.ref[free] = { kind: "held", ...at, foreign: false, zapped: false };
  },
);

/** mm/gup.c: gup_put_folio(). The reference is given back. */
export function putReference(at: Ref): void {
  const { s } = current();
  const ref = s.ref[at];
  if (ref.kind !== "held") return;
  const { frame, pin } = ref;
  s.ref[at] = { kind: "none" };
  if (!folio_test_anon(frame)) return;
  if (pin) update(s.folio[frame], "pincount", (pins) => pins - 1);
  folio_put(frame);
}

/** Of the page that the reference is to. */
export const set_page_dirty_lock = primitive(
  "mm/page-writeback.c",
  function set_page_dirty_lock(at: Ref): void {
    const ref = current().s.ref[at];
    if (ref.kind === "held") folio_mark_dirty(ref.frame);
  },
);

/** A device writes through the reference, past all page tables: on behalf of the mm, if the page is still its. */
export function writeReference(at: Ref): void {
  const { s } = current();
  const ref = s.ref[at];
  if (ref.kind !== "held") return;
  if (ref.zapped) storeForeign(ref.mm, page, ref.frame);
  else storePrivately(ref.mm, page, ref.frame);
}
