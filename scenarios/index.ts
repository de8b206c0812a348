import { forkCopied } from "./fork-copied.ts";
import { forkRace } from "./fork-race.ts";
import { forkShared } from "./fork-shared.ts";
import { forkUffdWp } from "./fork-uffd-wp.ts";
import { fsyncDurability } from "./fsync.ts";
import { fsyncThreads } from "./fsync-threads.ts";
import { fsyncTwo } from "./fsync-two.ts";
import { gupWrite } from "./gup-write.ts";
import { lockExclusion } from "./lock-exclusion.ts";
import { populate } from "./populate.ts";
import type { Scenario } from "./Scenario.ts";
import { unmapAccess } from "./unmap-access.ts";
import { unmapMadvise } from "./unmap-madvise.ts";
import { zapFsync } from "./zap-fsync.ts";
import { zapRace } from "./zap-race.ts";
import { zapZap } from "./zap-zap.ts";

export { kernelsOf } from "./kernelsOf.ts";
export {
  type Expectation,
  type Scenario,
  type ScenarioCover,
  scenario,
  type Thread,
  type WrittenScenario,
} from "./Scenario.ts";
export { systemOf } from "./systemOf.ts";

/** All scenarios, in the order of the mail's questions. */
export const scenarios: readonly Scenario[] = [
  populate,
  forkShared,
  forkCopied,
  forkRace,
  forkUffdWp,
  zapRace,
  gupWrite,
  fsyncDurability,
  fsyncThreads,
  fsyncTwo,
  zapFsync,
  zapZap,
  unmapAccess,
  unmapMadvise,
  lockExclusion,
];
