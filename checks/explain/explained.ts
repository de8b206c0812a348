import { replay, type Trace, tracedRun } from "../../counterexamples/index.ts";
import { allPasses, type Compiled, compile, keepingSteps } from "../../explorer/compile/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import { Avoiding, movesOf, statesAlong } from "../../explorer/search/index.ts";
import type { Invariant } from "../../invariants/index.ts";
import { systemOf } from "../../scenarios/index.ts";
import { checkSystem } from "../checkSystem.ts";
import type { Explained, Repaired } from "../Explained.ts";
import { changesOf, LawVerdicts, rulesIn } from "../releases/index.ts";
import type { Subject } from "../Subject.ts";

/** No search of these goes further. */
const mostStates = 1_000_000;

/** What explains a counterexample of a law: which of its steps it needs, until when it could be avoided, what mends it. */
export function explained(
  subject: Subject,
  law: Invariant,
  trace: Trace,
  onStep: (what: string) => void = () => {},
): Explained {
  const { scenario, kernel, mapping, proposal } = subject;
  const system = systemOf({ ...scenario, covers: [] }, kernel, mapping, [law], proposal);
  const compiled = compile(system, { passes: keepingSteps(allPasses) }) as Compiled;
  const avoiding = new Avoiding(compiled, law.id, mostStates);
  return {
    needed: neededIn(compiled, avoiding, trace, onStep),
    keptUntil: keptUntil(compiled, avoiding, trace, onStep),
    repaired: repairs(subject, law, onStep).map(({ by, repaired }) =>
      firstDifference(by, repaired, trace),
    ),
  };
}

function neededIn(
  compiled: Compiled,
  avoiding: Avoiding,
  { steps }: Trace,
  onStep: (what: string) => void,
): number[] | null {
  const names = compiled.transitions.map((_, leaf) => {
    const [move] = movesOf(compiled, [leaf]);
    return `${move.name} ${move.procedure}.${move.step}`;
  });
  const known = new Map<string, boolean | null>();
  const needed = steps.flatMap(({ actor, procedure, step }, at) => {
    const name = `${actor} ${procedure}.${step}`;
    if (!known.has(name)) {
      onStep(`without ${name}`);
      known.set(
        name,
        avoiding.isBrokenWithout((leaf) => names[leaf] === name),
      );
    }
    return known.get(name) === false ? [at + 1] : [];
  });
  return [...known.values()].includes(null) ? null : needed;
}

/** Once it can no more be kept, it never can: so the last such state is found by halving. */
function keptUntil(
  compiled: Compiled,
  avoiding: Avoiding,
  { steps }: Trace,
  onStep: (what: string) => void,
): number | null {
  const moves = steps.map(({ actor, choices }) => ({ name: actor, choices }));
  const states = statesAlong(compiled, moves.slice(0, -1));
  let [kept, lost] = [0, steps.length];
  while (lost - kept > 1) {
    const middle = Math.floor((kept + lost) / 2);
    onStep(`after step ${middle}`);
    const can = avoiding.canBeKept(states[middle]);
    if (can === null) return null;
    if (can) kept = middle;
    else lost = middle;
  }
  return kept;
}

/** What alone makes the law hold: a rule set otherwise, or a proposal left out. */
function repairs(subject: Subject, law: Invariant, onStep: (what: string) => void) {
  const { scenario, kernel, mapping, proposal } = subject;
  if (proposal !== null) {
    const repaired = { ...subject, proposal: null };
    const asked = { ...repaired, invariants: [law] };
    const [{ verdict }] = checkSystem(asked, { traces: false }).rows;
    return verdict === "holds" ? [{ by: `without ${proposal.id}`, repaired }] : [];
  }
  const verdicts = new LawVerdicts(scenario, mapping, law);
  return changesOf(kernel).flatMap((change) => {
    onStep(`${change.rule} otherwise`);
    if (verdicts.of(kernel, rulesIn([change])) !== "holds") return [];
    const { rule, value, since } = change;
    const by = value ? `with the rule ${rule} (since ${since})` : `without the rule ${rule}`;
    const switches = { [rule]: value };
    const other = { id: rule, what: by, why: "It makes the law hold.", switches };
    return [{ by, repaired: { ...subject, proposal: other } }];
  });
}

/** Takes the run of a trace on a system that keeps the law, as far as it is the same. */
function firstDifference(by: string, subject: Subject, { steps }: Trace): Repaired {
  const { scenario, kernel, mapping, proposal } = subject;
  const reference = new Reference(systemOf(scenario, kernel, mapping, [], proposal)) as Reference;
  const names = reference.system.actors.map(({ name }) => name);
  const moves = steps.map(({ actor, choices }) => ({ actor: names.indexOf(actor), choices }));
  const { taken, instead } = takenOn(reference, steps, moves);
  const run = tracedRun(reference, replay(reference, moves.slice(0, taken)));
  const other = run.steps.findIndex(
    ({ says, changes }, at) =>
      JSON.stringify([says, changes]) !== JSON.stringify([steps[at].says, steps[at].changes]),
  );
  if (other < 0) return { by, step: taken < steps.length ? taken + 1 : null, instead };
  const { actor, says, procedure } = run.steps[other];
  return { by, step: other + 1, instead: `${actor}: ${says ?? `goes on in ${procedure}`}` };
}

/** How many of the moves can be taken, as the same steps, and what happens instead of the next one. */
function takenOn(
  reference: Reference,
  steps: Trace["steps"],
  moves: readonly { readonly actor: number; readonly choices: readonly number[] }[],
): { readonly taken: number; readonly instead: string } {
  let state = reference.initial;
  for (const [at, { actor, choices }] of moves.entries()) {
    const place = reference.placeOf(state, actor);
    const { actor: name, procedure, step } = steps[at];
    if (place?.procedure.name !== procedure || place.step !== step) {
      const does = place === null ? "has finished" : `does ${place.procedure.name}.${place.step}`;
      return { taken: at, instead: `${name} ${does}, not ${procedure}.${step}` };
    }
    const options = reference.stepsOf(state, actor);
    const taken = options.find((one) => one.choices.join() === choices.join());
    if (taken?.outcome.kind !== "taken") {
      const waits = options.length === 0 ? "has to wait" : "cannot choose that";
      return { taken: at, instead: `${name} ${waits} before ${procedure}.${step}` };
    }
    state = taken.outcome.after;
  }
  return { taken: moves.length, instead: "the run is possible, and does not break the law" };
}
