export { type LawLight, type Light, lightsAt } from "./lightsAt.ts";
export { type HeldLock, type LaneLine, linesOf, locksAt } from "./linesOf.ts";
export { type Moves, movesAt } from "./movesAt.ts";
export type { NamedMove } from "./NamedMove.ts";
export type { Walk } from "./Walk.ts";
export { walkOf } from "./walkOf.ts";
