import { array, bool, index, union } from "../language/index.ts";
import { Actor, Frame, Mm, Ref } from "./domains.ts";

/** What get_user_pages() gave to whom, until it is given back. */
export const ref = array(
  Ref,
  union({
    none: {},
    held: {
      by: index(Actor),
      mm: index(Mm),
      frame: index(Frame),
      /** FOLL_WRITE; FOLL_PIN, else FOLL_GET; and FOLL_LONGTERM. */
      write: bool,
      pin: bool,
      longterm: bool,
      /** Has another mm stored into the frame since? */
      foreign: bool,
      /** Has its mm taken the page away since (munmap, MADV_DONTNEED)? Then it is nobody's page any more. */
      zapped: bool,
    },
  }),
);
