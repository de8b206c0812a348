import type { Peer } from "./Peer.ts";
import { rumur } from "./rumur.ts";
import { isInstalled } from "./run.ts";
import { spin } from "./spin.ts";

/** Those that need nothing but what a distribution has. */
export const peers: readonly Peer[] = [spin, rumur];

/** The programs that a peer lacks here, with their Debian packages. */
export function missingFor({ needs }: Peer): Peer["needs"] {
  return needs.filter(({ program }) => !isInstalled(program));
}
