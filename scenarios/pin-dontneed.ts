import { some } from "../model/language/index.ts";
import { scenario } from "./Scenario.ts";

export const pinDontneed = scenario({
  id: "pin-dontneed",
  question: "What of a device's page that the process throws away?",
  why: "The device goes on writing a page that is nobody's any more, as it should. The process, which maps its page anew, must see nothing of it, and the frame must not be free before the pin is given back.",
  mappings: ["anonymous", "private-file"],
  frames: 4,
  references: 1,
  threads: [
    {
      name: "pinner",
      mm: "parent",
      cpu: 0,
      program: ["pin_write", "write_pinned", "put_reference"],
    },
    { name: "zapper", mm: "parent", cpu: 1, program: ["load", "madvise_dontneed"] },
  ],
  asks: [
    "private-memory-is-own",
    "gup-reference-is-isolated",
    "pinned-page-stays",
    "pins-are-counted",
    "refcount-balances",
    "free-frame-is-unreachable",
  ],
  covers: [
    {
      id: "written-after-zap",
      what: "a page that its mm has thrown away is pinned, and another one is mapped",
      expected: "reached",
      reached: ({ s }) =>
        some(s.ref, (ref) => ref.kind === "held" && ref.zapped) &&
        some(s.mm, ({ pte }) => some(pte, ({ kind }) => kind === "present")),
    },
  ],
});
