import type { Subject } from "../../checks/index.ts";
import {
  checkCompiled,
  type checkSystem,
  compiledOf,
  findInvariant,
  findProposal,
  findScenario,
  select,
  subjectOf,
  withoutRule,
} from "../../checks/index.ts";
import type { Compiled } from "../../explorer/compile/index.ts";
import { bugs } from "../../history/index.ts";
import { invariants } from "../../invariants/index.ts";
import type { Proposal } from "../../model/Proposal.ts";
import { brokenVariants, proposals } from "../../model/proposals/index.ts";
import { operationNames, type State } from "../../model/state/index.ts";
import { tellings } from "../counterexamples/told.ts";
import { saidOf } from "../invariants/handMade.ts";
import { accessed, accesses } from "../model/accesses.ts";
import { aloneRows, countedIn } from "../model/alone.ts";
import { beginnings, begun, calledBy, faultLocks, vmaLocks } from "../model/beginnings.ts";
import { crowdName, crowds, subjectsOf } from "../model/crowds.ts";
import { pairName, pairs, wayToEndless } from "../model/endings.ts";
import {
  endsOf,
  modelled,
  observations,
  observed,
  observedKernels,
} from "../model/observations.ts";
import { oldSubjects } from "../model/oldSubjects.ts";
import { modelledPrivately, privateObservations } from "../model/privateObservations.ts";
import { privateSteps } from "../model/privateSteps.ts";
import { sharedSteps } from "../model/sharedSteps.ts";
import { stepTold } from "../model/singleSteps.ts";
import { goingOn, keepers, keepersPrograms, unmappedSubject } from "../model/unmapped.ts";
import type { Trial } from "./Suite.ts";

// What may see a mutant, by verdicts alone: no count of states is compared. The entry of the bundle.

/** What is remembered of a system: its code, its verdicts, and how large it was. */
interface SystemFacts {
  readonly code: string;
  readonly verdicts: readonly string[];
  readonly states: number;
}

/** With nothing changed: kernels that make no difference share a search. */
const searched = new Map<string, SystemFacts>();

/** Systems that were searched with this mutant and had the verdicts that they should have. */
const met = new Set<string>();

function systemTrial(name: string, subject: Subject, verdictsOf: typeof allVerdicts): Trial {
  return {
    name,
    remember: (): SystemFacts => {
      const prepared = compiledOf(subject);
      const code = codeOf(prepared.compiled);
      const key = `${code} ${subject.proposal?.id}`;
      const known = searched.get(key);
      if (known !== undefined) return known;
      const { exploration, rows } = checkCompiled(prepared, { traces: false });
      const facts = { code, verdicts: verdictsOf(rows), states: exploration.states };
      searched.set(key, facts);
      return facts;
    },
    wrong: (facts) => {
      const { code, verdicts, states } = facts as SystemFacts;
      const prepared = compiledOf(subject);
      const now = codeOf(prepared.compiled);
      // The same code gives the same states. So does that of another kernel with the same verdicts.
      const key = `${now} ${verdicts.join()}`;
      if (now === code || met.has(key)) return null;
      const bounds = { maxStates: 4 * states + 2_000, traces: false };
      const { rows, exploration } = checkCompiled(prepared, bounds);
      // That it is larger is no verdict: where it is not visited whole, what was found counts.
      const isWhole = exploration.bound === null;
      const said = verdictsOf(rows.filter(({ verdict }) => verdict !== "incomplete"));
      const other = said.find((one) => !verdicts.includes(one));
      const missing = isWhole ? verdicts.find((one) => !said.includes(one)) : undefined;
      if (other === undefined && missing === undefined) met.add(key);
      return other ?? missing ?? null;
    },
  };
}

/** All that decides what a search finds. */
function codeOf(compiled: Compiled<State>): string {
  const { code, initial, isStart, starts } = compiled;
  const ends = compiled.transitions.map(({ error, outOfScope }) => [error?.message, outOfScope]);
  const unused = compiled.program.unusedChanges.length;
  return hashOf(
    JSON.stringify([
      code,
      [...initial],
      [...isStart],
      starts.length,
      ends,
      relevantIn(compiled),
      unused,
    ]),
  );
}

function relevantIn({ properties }: Compiled<State>): unknown {
  return properties.map(({ id, holds }) => [id, holds.over === "steps" ? [...holds.relevant] : []]);
}

/** A text of fixed length that texts of another content do not have, in all likelihood. */
function hashOf(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9e3779b1];
  for (let at = 0; at < text.length; at += 1) {
    a = Math.imul(a ^ text.charCodeAt(at), 0x01000193);
    b = Math.imul(b + text.charCodeAt(at), 0x85ebca6b) ^ (b >>> 13);
  }
  return `${a >>> 0} ${b >>> 0} ${text.length}`;
}

function allVerdicts(rows: ReturnType<typeof checkSystem>["rows"]): string[] {
  return rows.map(({ property, verdict }) => `${property} ${verdict}`);
}

/** What a variant is there to show; that it breaks more is no fault. */
function violations(laws: readonly string[]): typeof allVerdicts {
  return (rows) => {
    const shown = rows.filter(
      ({ property, verdict }) => laws.includes(property) && verdict === "violated",
    );
    return shown.map(({ property }) => `${property} is violated`);
  };
}

const systems = [...select({}), ...oldSubjects].map((subject) => {
  const { scenario, kernel, mapping } = subject;
  return systemTrial(`${scenario.id} ${mapping} ${kernel}`, subject, allVerdicts);
});

const variants = [...brokenVariants, ...proposals].flatMap(({ id, breaks = [] }) =>
  breaks.map(({ scenario, mapping, kernel = "6.12", laws }) => {
    const asked = invariants.filter((law) => laws.includes(law.id));
    const subject = subjectOf(findScenario(scenario), kernel, mapping, findProposal(id), asked);
    return systemTrial(`${id} in ${scenario} ${mapping} ${kernel}`, subject, violations(laws));
  }),
);

const waits = [
  ...goingOn.map((programs) => ({
    what: JSON.stringify(programs),
    subject: unmappedSubject(programs),
  })),
  ...keepers.map(({ what, mapping, proposal }) => {
    return { what, subject: unmappedSubject(keepersPrograms, mapping, proposal) };
  }),
].map(({ what, subject }) => systemTrial(`after munmap(): ${what}`, subject, allVerdicts));

/** What is said is the same, or something is wrong. */
function saidTrial(name: string, say: () => unknown): Trial {
  return {
    name,
    remember: say,
    wrong: (said) =>
      JSON.stringify(say()) === JSON.stringify(said) ? null : "it says something else",
  };
}

const alone = aloneRows.map(({ mapping, kernel }) =>
  saidTrial(`each operation alone, ${mapping} ${kernel}`, () => countedIn(mapping, kernel)),
);

const begins = [
  ...beginnings.map((row) => saidTrial(`what may begin, ${row.what}`, () => begun(row))),
  saidTrial("what operations call", () => operationNames.map(calledBy)),
  ...faultLocks.map(([mapping, kernel]) =>
    saidTrial(`which lock a fault takes, ${mapping} ${kernel}`, () => vmaLocks(mapping, kernel)),
  ),
];

const single = [...privateSteps, ...sharedSteps].map((step) =>
  saidTrial(`a step: ${step.what}, ${step.mapping} ${step.kernel}`, () => stepTold(step)),
);

const everyLaw = crowds
  .flatMap(subjectsOf)
  .map((subject) => systemTrial(`every law, ${crowdName(subject)}`, subject, allVerdicts));

const byHand = invariants.map(({ id }) =>
  saidTrial(`${id} of states made by hand`, () => saidOf(id).said),
);

const seen = observations.flatMap((observation) => {
  const { what, mapping, kernels = observedKernels } = observation;
  return kernels.map((kernel) =>
    saidTrial(`a running ${kernel}, ${mapping}: ${what}`, () => modelled(observation, kernel)),
  );
});

const hardware = saidTrial("what a CPU may do", () => accesses.map(accessed));

const ends = observed.mappings.map((mapping) =>
  saidTrial(`each operation ends, ${mapping}`, () =>
    endsOf(mapping).every((faults) => faults <= 1),
  ),
);

const endings = pairs.map((pair): Trial => {
  const name = `an end from everywhere, ${pairName(pair)}`;
  return { name, remember: () => wayToEndless(pair), wrong: () => wayToEndless(pair) };
});

const inPrivate = privateObservations.flatMap((observation) =>
  observedKernels.map((kernel) =>
    saidTrial(`a running ${kernel}, ${observation.mapping}: ${observation.what}`, () =>
      modelledPrivately(observation, kernel),
    ),
  ),
);

const history = bugs.flatMap(({ id, scenario, mapping, breaks, refuted, holds, fix }) => {
  const laws = [findInvariant(breaks)];
  const on = (kernel: string, without: Proposal | null) =>
    subjectOf(findScenario(scenario), kernel, mapping, without, laws);
  return [
    systemTrial(`${id} on ${refuted}`, on(refuted, null), allVerdicts),
    systemTrial(`${id} on ${holds}`, on(holds, null), allVerdicts),
    systemTrial(`${id} without its fix`, on(holds, withoutRule(fix.rule)), allVerdicts),
  ];
});

const told = Object.entries(tellings).map(([what, tell]): Trial => {
  return { ...saidTrial(`traces: ${what}`, tell), only: "counterexamples" };
});

export const trials: readonly Trial[] = [
  ...byHand,
  ...seen,
  ...inPrivate,
  hardware,
  ...ends,
  ...alone,
  ...begins,
  ...single,
  ...waits,
  ...endings,
  ...everyLaw,
  ...systems,
  ...variants,
  ...history,
  ...told,
];
