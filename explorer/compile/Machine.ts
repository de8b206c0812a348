import type { AnyProcedure } from "../../model/language/index.ts";
import type { Activation } from "./Activation.ts";
import type { Program } from "./Program.ts";
import type { Session } from "./Session.ts";
import type { Slot } from "./Slot.ts";
import { plainId } from "./Slot.ts";
import { slotsOf, type Tree } from "./Tree.ts";
import type { StepTree, Transition, UnfoldedStep } from "./unfold.ts";

/** A predicate that is asked of every state, or of the steps of some procedures. */
export interface Law {
  readonly tree: Tree<number>;
  /** Null if it is asked of states. */
  readonly procedures: readonly AnyProcedure[] | null;
}

/** A choice of what to do next that was fused with its first step: one may choose, and then wait. */
export interface Start {
  readonly actor: number;
  /** The step that chooses, and the transition that was fused. */
  readonly choosing: StepTree;
  readonly chosen: Transition;
  /** The first step, told of the state before the choice. */
  readonly first: StepTree;
}

/** A system as trees, between unfolding and code: what passes work on. */
export interface Machine {
  readonly program: Program;
  readonly session: Session;
  readonly steps: readonly UnfoldedStep[];
  readonly laws: readonly Law[];
  /** Slots without which no law and no step can be told; null means all. */
  readonly needed: ReadonlySet<Slot> | null;
  readonly starts: readonly Start[];
}

/** The slots that laws read; a mirror counts as what it mirrors. */
export function lawSlots({ laws, program }: Machine): Set<Slot> {
  const found = new Set<Slot>();
  for (const { tree } of laws) {
    for (const slot of slotsOf(tree)) found.add(program.slots[plainId(slot)]);
  }
  return found;
}

/** Is a law about the steps of this activation's procedure? */
export function isJudged({ laws }: Machine, { procedure }: Activation): boolean {
  return laws.some(({ procedures }) => procedures?.includes(procedure));
}
