import { scenario } from "./Scenario.ts";

export const journalReference = scenario({
  id: "journal-reference",
  question:
    "Is what a device has written lost if the journal has written the page's buffers meanwhile?",
  why: "Who gives the reference back sees that PG_dirty is set, and leaves it at that. But the journal has made the buffers clean, and writeback finds nothing to write in clean buffers.",
  mappings: ["hookless-journal"],
  since: "2.6.19",
  threads: [{ name: "device", mm: "parent", cpu: 0, program: ["gup_write"] }],
  asks: ["no-lost-store", "tag-follows-dirty"],
  expects: [{ violated: "no-lost-store" }],
});
