import { array, bool } from "../language/index.ts";
import { Frame, Mm, Vaddr } from "./domains.ts";

/** Whose data is where: written by primitives that store and copy data, read by laws alone. */
export const data = {
  /**
   * Of private memory: does the frame hold what the mm last stored at the page, or had there at fork, or
   * never wrote? Written by primitives that store and copy data, read by laws alone.
   */
  holdsOwn: array(Mm, array(Vaddr, array(Frame, bool))),
  /** Is the mm being made by fork? What the parent stores meanwhile the child may have or not. */
  forking: array(Mm, bool),
  /** Was the frame stored into through a private mapping? Never so of the page cache and the zero page. */
  storedPrivately: array(Frame, bool),
};
