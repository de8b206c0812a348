// Checked by .ci/package in an empty folder: what the package says of its types.
import {
  check,
  compile,
  type Exploration,
  explore,
  type Invariant,
  invariant,
  type Row,
  type Scenario,
  scenario,
  type Verdict,
} from "ptecheck";
import { language, range } from "ptecheck/language";
import {
  cached,
  extend,
  type Proposal,
  proposal,
  replaceStep,
  zap_pte_range,
} from "ptecheck/model";

const rows: readonly Row[] = check({ scenarios: ["zap-race"], kernels: ["6.12"] });
export const verdicts: Verdict[] = rows.map(({ verdict }) => verdict);
// @ts-expect-error kernels are named by a list
check({ kernels: 6.12 });

const state = { n: range(3) };
const { procedure, actor, system } = language<typeof state, null, null>();
const tick = procedure("tick", "counts", {
  steps: {
    go: ({ s }) => {
      s.n += 1;
      return "done";
    },
  },
});
export const found: Exploration = explore(
  compile(
    system({ name: "tick", state, kernel: null, actors: [actor("p", tick, { self: null })] }),
  ),
);

export const idea: Proposal = proposal({
  id: "idea",
  what: "what",
  why: "why",
  switches: { follTouch: false },
  changes: [
    replaceStep(zap_pte_range, "set_page_dirty", (context, original) => original(context)),
    // @ts-expect-error a step that zap_pte_range() does not have
    replaceStep(zap_pte_range, "set_page_dirtty", () => "done"),
    // @ts-expect-error a next step that it does not have
    replaceStep(zap_pte_range, "set_page_dirty", () => "nowhere"),
    // @ts-expect-error a local that it does not have
    extend(zap_pte_range, { steps: { more: ({ local }) => (local.nothing ? "done" : "more") } }),
  ],
});
// @ts-expect-error a switch that does not exist
proposal({ id: "idea", what: "what", why: "why", switches: { folTouch: false } });

export const question: Scenario = scenario({
  id: "question",
  question: "q",
  why: "w",
  mappings: ["shmem"],
  // @ts-expect-error no thread can do that
  threads: [{ name: "a", mm: "parent", cpu: 0, program: ["stroe"] }],
  asks: ["no-lost-store"],
});

export const law: Invariant = invariant({
  id: "law",
  statement: "s",
  why: "w",
  source: "s",
  doesNotSay: "n",
  mappings: ["shmem"],
  over: "states",
  antecedent: ({ s }) => s.folio[cached].dirty,
  // @ts-expect-error a field that the state does not have
  holds: ({ s }) => s.folio[cached].dirtty,
});
