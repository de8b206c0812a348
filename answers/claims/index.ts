import type { Claim } from "../Claim.ts";
import { copied } from "./copied.ts";
import { magic } from "./magic.ts";
import { parent } from "./parent.ts";
import { synced } from "./synced.ts";

/** What the mail believes, part by part. */
export const claims: readonly Claim[] = [copied, parent, synced, magic];
