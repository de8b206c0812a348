import {
  isErrorCode,
  leadsOn,
  leavesOf,
  type StepTree,
  type Transition,
  type Tree,
  type UnfoldedStep,
} from "../explorer/compile/index.ts";
import { all, any, type Condition, never, not } from "./Condition.ts";
import type { Ask, Question } from "./Model.ts";
import type { Writing } from "./Writing.ts";

type Property = Writing["compiled"]["predicates"]["properties"][number];

/** Everything that a search says of a system, as questions about single states. */
export class Questions {
  private readonly writing: Writing;

  constructor(writing: Writing) {
    this.writing = writing;
  }

  all(): Question[] {
    const { program, predicates, steps } = this.writing.compiled;
    const { properties, covers } = program.system;
    return [
      ...properties.flatMap(({ id }, at) => this.ofProperty(id, predicates.properties[at])),
      ...covers.flatMap(({ id }, at) => this.ofCover(id, predicates.covers[at])),
      this.ofSystem("deadlock", "some actor waits for ever and nobody can move", this.deadlock()),
      this.ofSystem("error", "a step breaks a rule of the model", this.can(steps, isError, "errs")),
      this.ofSystem(
        "out of scope",
        "a step leaves the scope",
        this.can(steps, isOutOfScope, "leaves"),
      ),
    ];
  }

  private ofProperty(id: string, { antecedent, holds, procedures }: Property): Question[] {
    const isOfStates = procedures === null;
    const asked = isOfStates ? [] : [this.askedOf(id, procedures)];
    const steps = isOfStates ? [] : this.stepsOf(procedures);
    const where = (isWanted: (value: number) => boolean, name: string) =>
      isOfStates ? this.has(holds, isWanted, name) : this.brokenBy(steps, holds, isWanted, name);
    const violated = where(isFalse, `${id}_is_violated`);
    const thrown = where(isErrorCode, `${id}_throws`);
    const ofAntecedent = this.has(antecedent, isErrorCode, `antecedent_of_${id}_throws`);
    return [
      question("violated", id, `${id} is violated`, violated),
      question(
        "antecedent",
        id,
        `the antecedent of ${id} is true`,
        this.has(antecedent, isTrue, `antecedent_of_${id}`),
      ),
      ...asked,
      ...throwing(id, [antecedent, holds], any([thrown, ofAntecedent])),
    ];
  }

  private askedOf(id: string, procedures: Property["procedures"]): Question {
    const asked = this.can(this.writing.compiled.steps, this.isOf(procedures), `${id}_asks`);
    return question("asked", id, `${id} is asked of a step`, asked);
  }

  private ofCover(id: string, tree: Tree<number>): Question[] {
    return [
      question("reached", id, `${id} is reached`, this.has(tree, isTrue, `${id}_is_reached`)),
      ...throwing(id, [tree], this.has(tree, isErrorCode, `${id}_throws`)),
    ];
  }

  private ofSystem(ask: Ask, text: string, condition: Condition): Question {
    return { ask, of: null, text, condition, isWrong: ask !== "out of scope", isTold: true };
  }

  private has(tree: Tree<number>, isWanted: (value: number) => boolean, name: string): Condition {
    const { conditions, plain } = this.writing;
    return conditions.where(tree, isWanted, name, plain);
  }

  /** The transitions of some procedures' steps that lead to a state. */
  private stepsOf(procedures: Property["procedures"]): [UnfoldedStep, Transition][] {
    const isOne = this.isOf(procedures);
    return this.writing.compiled.steps.flatMap((step) =>
      leavesOf(step.tree).flatMap((leaf): [UnfoldedStep, Transition][] =>
        leaf !== null && isOne(leaf) ? [[step, leaf]] : [],
      ),
    );
  }

  private isOf(procedures: Property["procedures"]): (transition: Transition) => boolean {
    return (transition) =>
      leadsOn(transition) &&
      transition.parts.some(({ position }) => procedures?.includes(position.activation.procedure));
  }

  /** Can such a transition be taken? */
  private can(
    steps: readonly UnfoldedStep[],
    isWanted: (transition: Transition) => boolean,
    name: string,
  ): Condition {
    const ways = steps.map(({ actor, position, tree }) => {
      const full = `${actor.actor.name}_${name}_at_${position.code}`;
      const isHere = this.writing.isAt(actor.pc, [position.code]);
      return all([isHere, this.leads(tree, isWanted, full)]);
    });
    return this.writing.conditions.anyOf(`${name}_somewhere`, ways);
  }

  /** Can a step be taken that makes the law so? */
  private brokenBy(
    steps: readonly [UnfoldedStep, Transition][],
    holds: Tree<number>,
    isWanted: (value: number) => boolean,
    name: string,
  ): Condition {
    const { conditions, compiled } = this.writing;
    if (!leavesOf(holds).some(isWanted)) return any([]);
    return conditions.anyOf(
      name,
      steps.map(([step, transition]) => {
        const by = `${name}_by_${compiled.transitions.indexOf(transition)}_`;
        const sight = this.writing.after(transition, by);
        const broken = conditions.where(holds, isWanted, by, sight);
        return broken === never ? never : all([broken, this.writing.guardOf(step, transition)]);
      }),
    );
  }

  /**
   * Nobody moves, and somebody has not finished. A choice that was fused with its first step is no move for
   * certain: who chose what waits is stuck, although the choice was free.
   */
  private deadlock(): Condition {
    const { compiled, conditions } = this.writing;
    const { program, transitions, isStart } = compiled;
    const marked = new Set(transitions.filter((_, at) => isStart[at] === 1));
    const each = program.actors.map(({ actor, pc, positions }) => {
      const steps = compiled.steps.filter((step) => step.actor.pc === pc);
      const can = (what: string, isWanted: (leaf: Transition) => boolean) =>
        conditions.defined(`${actor.name}_${what}`, this.can(steps, isWanted, what));
      const ended = positions.filter(({ step }) => step === null).map(({ code }) => code);
      return {
        hasEnded: this.writing.isAt(pc, ended),
        moves: can("moves", (leaf) => !marked.has(leaf)),
        starts: can("starts", (leaf) => marked.has(leaf)),
        waits: this.waits(actor.name, pc),
      };
    });
    return all([
      not(all(each.map(({ hasEnded }) => hasEnded))),
      ...each.map(({ moves }) => not(moves)),
      ...each.map(({ starts, waits }) => any([not(starts), waits])),
    ]);
  }

  /** May an actor that can only choose have chosen what waits? */
  private waits(name: string, pc: UnfoldedStep["actor"]["pc"]): Condition {
    const starts = this.writing.compiled.starts.filter(({ chosen }) => chosen.actor.pc === pc);
    const ways = starts.map(({ choosing, chosen, first }, at) =>
      all([
        this.writing.isAt(pc, [chosen.parts[0].position.code]),
        this.leads(choosing, (leaf) => leaf === chosen, `${name}_chooses_${at}`),
        not(this.leads(first, () => true, `${name}_begins_${at}`)),
      ]),
    );
    return this.writing.conditions.defined(`${name}_waits`, any(ways));
  }

  private leads(tree: StepTree, isWanted: (leaf: Transition) => boolean, name: string): Condition {
    const { conditions, plain } = this.writing;
    return conditions.where(tree, (leaf) => leaf !== null && isWanted(leaf), name, plain);
  }
}

function question(ask: Ask, of: string, text: string, condition: Condition): Question {
  const isWrong = ask === "violated" || ask === "throws";
  return { ask, of, text, condition, isWrong, isTold: isWrong || ask === "reached" };
}

/** Only where some path throws. */
function throwing(id: string, trees: readonly Tree<number>[], condition: Condition): Question[] {
  const mayThrow = trees.some((tree) => leavesOf(tree).some(isErrorCode));
  return mayThrow ? [question("throws", id, `${id} throws`, condition)] : [];
}

function isTrue(value: number): boolean {
  return value === 1;
}

function isFalse(value: number): boolean {
  return value === 0;
}

function isError({ error }: Transition): boolean {
  return error !== null;
}

function isOutOfScope({ outOfScope }: Transition): boolean {
  return outOfScope !== null;
}
