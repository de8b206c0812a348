export { Avoiding } from "./Avoiding.ts";
export type { CoverResult } from "./CoverCheck.ts";
export { calmestPath } from "./calmestPath.ts";
export { differentEnds } from "./differentEnds.ts";
export { type Endless, endless } from "./endless.ts";
export { locationOf } from "./endsOf.ts";
export {
  type BoundHit,
  type Bounds,
  type Exploration,
  explore,
  exploreInTurns,
  type Progress,
} from "./explore.ts";
export { type ExploredContents, exploreContents } from "./exploreContents.ts";
export { exploreLevels, type Leveled } from "./Leveled.ts";
export type { Location } from "./Location.ts";
export { type Liveness, liveness } from "./liveness.ts";
export type { PropertyResult } from "./PropertyCheck.ts";
export { type Move, movesOf, moveText, pathTo } from "./pathTo.ts";
export { MisfitError, type Recording } from "./Replay.ts";
export { report } from "./report.ts";
export { type Batch, newBatch, StateTable } from "./StateTable.ts";
export { statesAlong } from "./statesAlong.ts";
