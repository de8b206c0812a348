// Checked by the compiler alone (npm run types): what is marked must not compile.
import {
  call,
  domain,
  type Index,
  index,
  language,
  type Moment,
} from "../../model/language/index.ts";
import { type Frame, procedure, type State, type Vaddr } from "../../model/state.ts";

declare const s: State;
declare const frame: Frame;
declare const addr: Vaddr;

export const allowed = [s.folio[frame], s.mm[0 as Index<"Mm">].pte[addr]];

export const refused = [
  // @ts-expect-error a virtual address is no frame
  s.folio[addr],
  // @ts-expect-error a frame is no virtual address
  s.mm[0 as Index<"Mm">].pte[frame],
  // @ts-expect-error a plain number is no index
  s.folio[0],
];

export const good = procedure("good", "a test", {
  locals: { addr: index(domain("Vaddr")) },
  steps: { first: () => "second", second: ({ s }) => (s.syncing ? "first" : "done") },
});

export const unknownLabel = procedure("unknown_label", "a test", {
  locals: {},
  // @ts-expect-error a step that the procedure does not have
  steps: { first: () => "third", second: () => "done" },
});

export const unknownLocal = procedure("unknown_local", "a test", {
  locals: {},
  steps: {
    // @ts-expect-error a local that the procedure does not have
    first: ({ local }) => (local.adr === 0 ? "done" : "first"),
  },
});

export const wrongArgument = procedure("wrong_argument", "a test", {
  locals: {},
  steps: {
    // @ts-expect-error a frame where the procedure takes a virtual address
    first: () => call(good, { addr: frame }, "done"),
  },
});

export const unknownThen = procedure("unknown_then", "a test", {
  locals: {},
  // @ts-expect-error goes on at a step that the procedure does not have
  steps: { first: () => call(good, {}, "second") },
});

export function predicate({ actors }: Moment<State>): boolean {
  // @ts-expect-error a step that the procedure does not have
  return actors[0].at(good, "third") || actors[0].at(good, "second");
}

export const wrongState = language<{ flag: boolean }, null, null>().procedure("wrong", "a test", {
  locals: {},
  steps: {
    first: ({ s: own }) => {
      // @ts-expect-error a bool takes no number
      own.flag = 1;
      return "done";
    },
  },
});
