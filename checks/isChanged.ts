import type { Row } from "./Row.ts";

/** Does the proposal of a row change its verdict? Where one of the two is incomplete, nobody knows. */
export function isChanged({ before, verdict }: Pick<Row, "before" | "verdict">): boolean {
  return (
    before !== null && before !== verdict && before !== "incomplete" && verdict !== "incomplete"
  );
}
