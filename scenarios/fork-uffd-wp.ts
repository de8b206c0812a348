import { forkCopied } from "./fork-copied.ts";
import type { Scenario } from "./Scenario.ts";

export const forkUffdWp: Scenario = {
  ...forkCopied,
  id: "fork-uffd-wp",
  question:
    "And shmem registered for userfaultfd-wp with fork events, which fork copies since 5.19?",
  why: "No switch stands in here: these releases copy such PTEs, if the child stays registered (UFFD_FEATURE_EVENT_FORK). Since 6.2 a read fault leaves them read-only, and the store that follows takes the path without page_mkwrite.",
  mappings: ["shmem-uffd-wp"],
  switches: {},
  asks: [...forkCopied.asks, "locks-balanced"],
  expects: [
    { violated: "writable-implies-dirty" },
    { violated: "writable-implies-dirty-somewhere", without: "uffdWpWritenotify" },
  ],
};
