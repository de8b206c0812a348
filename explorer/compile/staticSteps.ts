import type { AnyProcedure, System } from "../../model/language/index.ts";
import type { Activation, Position } from "./Activation.ts";
import type { Slot } from "./Slot.ts";
import { leavesOf } from "./Tree.ts";
import { type Transition, unfold } from "./unfold.ts";

/** What is known of a step that some actor can be about to take, before anything is searched. */
export interface StaticStep {
  readonly procedure: AnyProcedure;
  readonly step: string;
  /** Fields of the state that it reads or copies on some path, without indexes: "page.dirty". */
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
  /** Is there a path on which it cannot be taken? */
  readonly waits: boolean;
  /** How it may go on: at a step, "done", or in the procedure that it calls, by name. */
  readonly next: ReadonlySet<string>;
}

/** Every step of a system, where each actor may come to it, whether or not some state is ever there. */
export function staticSteps<S>(system: System<S>): StaticStep[] {
  const { program, steps } = unfold(system, { assumed: "fields", isTwice: false });
  const state = new Set(program.state.cells);
  const indexes = indexNames(system as System);
  const plain = (path: string) =>
    path
      .split(".")
      .filter((part, at) => at === 0 || !indexes.has(part))
      .join(".");
  return steps.flatMap(({ position: { activation, step }, tree, reads }) => {
    if (step === null) return [];
    const leaves = leavesOf(tree);
    // Errors end a run, and what leaves the scope goes nowhere.
    const taken = leaves.filter(
      (leaf): leaf is Transition =>
        leaf !== null && leaf.error === null && leaf.outOfScope === null,
    );
    const written = taken.flatMap(({ changes }) => changes.map(([slot]) => slot));
    const named = (slots: Iterable<Slot>) =>
      new Set([...slots].filter((slot) => state.has(slot)).map(({ path }) => plain(path)));
    return {
      procedure: activation.procedure,
      step,
      reads: named(reads),
      writes: named(written),
      waits: leaves.includes(null),
      next: new Set(taken.map((transition) => nextOf(transition))),
    };
  });
}

/** How a step goes on, as its procedure would say it. */
function nextOf({ actor, parts, changes }: Transition): string {
  const [{ position: from }] = parts;
  const moved = changes.find(([slot]) => slot === actor.pc)?.[1];
  const to = moved?.kind === "constant" ? actor.positions[moved.code] : from;
  if (to.activation === from.activation && to.step !== null) return to.step;
  return calleeOf(from.activation, to) ?? "done";
}

/** The procedure that was called to come there, if one was. */
function calleeOf(caller: Activation, { activation }: Position): string | null {
  for (let callee = activation; callee.caller !== null; callee = callee.caller.activation) {
    if (callee.caller.activation === caller) return callee.procedure.name;
  }
  return null;
}

/** How the elements of arrays are called. */
function indexNames({ sizes, nameOf }: System): ReadonlySet<string> {
  const names = Object.entries(sizes).flatMap(([domain, size]) =>
    Array.from({ length: size }, (_, index) => [String(index), nameOf?.(domain, index) ?? ""]),
  );
  return new Set(names.flat());
}
