import type { Trace } from "../../counterexamples/index.ts";
import { allPasses, type Compiled, compile, keepingSteps } from "../../explorer/compile/index.ts";
import { Avoiding, movesOf, statesAlong } from "../../explorer/search/index.ts";
import type { Invariant } from "../../invariants/index.ts";
import { systemOf } from "../../scenarios/index.ts";
import { checkSystem } from "../checkSystem.ts";
import type { Explained } from "../Explained.ts";
import { changesOf, LawVerdicts, rulesIn } from "../releases/index.ts";
import type { Subject } from "../Subject.ts";
import { firstDifference } from "./firstDifference.ts";

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
    repaired: repairs(subject, law, onStep).map(({ by, repaired }) => ({
      by,
      ...firstDifference(repaired, trace),
    })),
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
