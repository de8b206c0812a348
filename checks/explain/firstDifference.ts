import { replay, type Trace, tracedRun } from "../../counterexamples/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import { systemOf } from "../../scenarios/index.ts";
import type { Repaired } from "../Explained.ts";
import type { Subject } from "../Subject.ts";

/** The first step that another system takes otherwise, null if it takes them all, and what happens instead. */
type Difference = Omit<Repaired, "by">;

/** Takes the run of a trace on another system, as far as it is the same there. */
export function firstDifference(subject: Subject, { steps }: Trace): Difference {
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
  if (other < 0) return { step: taken < steps.length ? taken + 1 : null, instead };
  const { actor, says, procedure } = run.steps[other];
  return { step: other + 1, instead: `${actor}: ${says ?? `goes on in ${procedure}`}` };
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
