export { type Bisection, bisect, type Span } from "./bisect.ts";
export type { Flip } from "./flipsOf.ts";
export { groupedBy } from "./groupedBy.ts";
export { type Matrix, type MatrixLine, matrixOf, type Unmet } from "./matrixOf.ts";
export { onlyAsked } from "./onlyAsked.ts";
export type { RuleChange } from "./RuleChange.ts";
export type { SmallestSets } from "./smallestSets.ts";
export type { Cell } from "./VerdictLine.ts";
export { whyFlipped } from "./whyFlipped.ts";
