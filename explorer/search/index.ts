export {
  type BoundHit,
  type Bounds,
  type Exploration,
  explore,
  type Progress,
  type PropertyResult,
  type Violation,
} from "./explore.ts";
export { type Batch, newBatch, StateTable } from "./StateTable.ts";
