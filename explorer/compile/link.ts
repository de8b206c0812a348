import type { System } from "../../model/language/index.ts";
import type {
  Compiled,
  CompiledPredicate,
  CompiledProperty,
  Expand,
  Find,
  FindStep,
} from "./Compiled.ts";
import type { Emitter } from "./emit.ts";
import type { Predicates, PropertyTrees } from "./predicates.ts";
import { relevantTo } from "./relevantTo.ts";
import { isErrorCode } from "./Session.ts";
import { leavesOf, type Tree } from "./Tree.ts";
import type { Transition, UnfoldedStep } from "./unfold.ts";

type Linked = Pick<Compiled, "expanders" | "properties" | "covers" | "code">;

/** Functions to be, by their places in the list of finders. */
interface Places {
  readonly isFalse: number;
  readonly throws: number | null;
}

/** Text for every function of a system, made into functions, each linked to what it is about. */
export function link(
  { properties, covers }: Pick<System, "properties" | "covers">,
  emitter: Emitter,
  byActor: readonly (readonly UnfoldedStep[])[],
  predicates: Predicates,
  transitions: readonly Transition[],
): Linked {
  const expanders = byActor.map((steps) => emitter.expander(steps));
  const texts = new Finders(emitter);
  const antecedents = predicates.properties.map(({ antecedent }) => texts.ofStates(antecedent));
  const laws = predicates.properties.map(({ holds, procedures }) =>
    lawOf(texts, holds, procedures),
  );
  const reached = predicates.covers.map((tree) => texts.ofStates(tree));
  const code = `${emitter.definitions()}
return { expanders: [${expanders.join(",\n")}],\nfinders: [${texts.all.join(",\n")}] };`;
  // The one place where text becomes code; all of it was made above, from the model's own trees.
  const made = new Function(code)() as { expanders: Expand[]; finders: (Find & FindStep)[] };
  return {
    code,
    expanders: made.expanders,
    properties: properties.map(({ id }, at) => ({
      id,
      antecedent: predicate(made.finders, antecedents[at]),
      holds: laws[at](made.finders, transitions),
    })),
    covers: covers.map(({ id }, at) => ({ id, reached: predicate(made.finders, reached[at]) })),
  };
}

/** What finds where a property fails, once its text is a function. */
function lawOf(
  texts: Finders,
  tree: Tree<number>,
  procedures: PropertyTrees["procedures"],
): (
  finders: readonly (Find & FindStep)[],
  transitions: readonly Transition[],
) => CompiledProperty["holds"] {
  if (procedures === null) {
    const places = texts.ofStates(tree);
    return (finders) => ({ over: "states", ...predicate(finders, places) });
  }
  const { isFalse, throws } = texts.ofSteps(tree);
  return (finders, transitions) => ({
    over: "steps",
    isFalse: finders[isFalse],
    throws: throws === null ? null : finders[throws],
    relevant: relevantTo(procedures, transitions),
  });
}

/** The texts of finders, as they are asked for. */
class Finders {
  readonly all: string[] = [];
  private readonly emitter: Emitter;

  constructor(emitter: Emitter) {
    this.emitter = emitter;
  }

  ofStates(tree: Tree<number>): Places & { isTrue: number } {
    const finder = (test: string) => this.emitter.finder(tree, test);
    return { isTrue: this.add(finder("=== 1")), ...this.places(tree, finder) };
  }

  ofSteps(tree: Tree<number>): Places {
    return this.places(tree, (test) => this.emitter.stepFinder(tree, test));
  }

  private places(tree: Tree<number>, finder: (test: string) => string): Places {
    const mayThrow = leavesOf(tree).some(isErrorCode);
    return {
      isFalse: this.add(finder("=== 0")),
      throws: mayThrow ? this.add(finder("> 1")) : null,
    };
  }

  private add(text: string): number {
    return this.all.push(text) - 1;
  }
}

function predicate(
  finders: readonly Find[],
  { isTrue, isFalse, throws }: Places & { isTrue: number },
): CompiledPredicate {
  return {
    isTrue: finders[isTrue],
    isFalse: finders[isFalse],
    throws: throws === null ? null : finders[throws],
  };
}
