export { type Crosschecked, crosscheck } from "./crosscheck.ts";
export type { Found, Peer, Size } from "./Peer.ts";
export { missingFor, peers } from "./peers.ts";
export { isInstalled, numberIn, run } from "./run.ts";
export { tlcOf } from "./tlc.ts";
