import type { Transition } from "../../explorer/compile/index.ts";

type Activation = Transition["parts"][number]["position"]["activation"];

function pathOf({ procedure, caller }: Activation): string {
  return caller === null ? procedure.name : `${pathOf(caller.activation)} > ${procedure.name}`;
}

/**
 * One way a step can go: the procedures by which it was reached, the step, what it chose, and what comes
 * after it.
 */
export function edgeOf({ actor, parts: [{ position, choices }], changes }: Transition): string {
  const { activation, step } = position;
  const moved = changes.find(([slot]) => slot === actor.pc);
  const next = moved?.[1].kind === "constant" ? actor.positions[moved[1].code] : position;
  const chosen = choices.map((choice) => ` #${choice}`).join("");
  const isCall = next.activation.caller?.activation === activation;
  const inside = isCall ? `call ${next.activation.procedure.name}` : "done";
  const after = next.activation === activation ? (next.step ?? "the end") : inside;
  return `${pathOf(activation)}: ${step}${chosen} → ${after}`;
}
