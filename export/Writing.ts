import {
  type Compiled,
  type Effect,
  plainId,
  type Slot,
  type Transition,
  type UnfoldedStep,
} from "../explorer/compile/index.ts";
import type { Assignment } from "./Body.ts";
import { all, type Condition } from "./Condition.ts";
import { Conditions, isOneOf, type Sight } from "./Conditions.ts";
import { Names } from "./Names.ts";
import type { Value } from "./Value.ts";
import { Variables } from "./Variables.ts";

/** What is shared by all that is written of one system. */
export class Writing {
  readonly compiled: Compiled;
  readonly names = new Names();
  readonly variables: Variables;
  readonly conditions: Conditions;
  private readonly guards = new Map<Transition, Condition>();

  constructor(compiled: Compiled) {
    this.compiled = compiled;
    this.variables = new Variables(compiled, this.names);
    this.conditions = new Conditions(this.names);
  }

  /** How trees read the state itself. */
  readonly plain: Sight = {
    name: "",
    isPlain: () => true,
    read: (slot) => this.read(slot),
  };

  /** How the law of a step reads the state before and after it. */
  after(transition: Transition, name: string): Sight {
    const changes = new Map(transition.changes);
    const changeOf = (slot: Slot) =>
      slot.id < 0 ? changes.get(this.compiled.program.slots[plainId(slot)]) : undefined;
    return {
      name,
      isPlain: (slot) => changeOf(slot) === undefined,
      read: (slot) => {
        const change = changeOf(slot);
        return change === undefined ? this.read(slot) : this.valueOf(change);
      },
    };
  }

  /** The states in which a transition can be taken. */
  guardOf(step: UnfoldedStep, transition: Transition): Condition {
    const made = this.guards.get(transition);
    if (made !== undefined) return made;
    const name = `transition_${this.compiled.transitions.indexOf(transition)}`;
    const isIt = (leaf: Transition | null) => leaf === transition;
    const guard = all([
      this.isAt(step.actor.pc, [step.position.code]),
      this.conditions.where(step.tree, isIt, name, this.plain),
    ]);
    this.guards.set(transition, guard);
    return guard;
  }

  /** Is an actor at one of these positions? */
  isAt(pc: Slot, codes: readonly number[]): Condition {
    return isOneOf(this.read(pc), codes);
  }

  /** What a slot becomes; nothing if nothing keeps it. */
  assignmentOf(slot: Slot, effect: Effect): Assignment[] {
    const to = this.variables.of(slot);
    return to === undefined ? [] : [{ to, value: this.valueOf(effect) }];
  }

  private valueOf(effect: Effect): Value {
    if (effect.kind === "constant") return known(effect.code);
    const from = this.read(effect.from);
    if (effect.kind === "slot") return from;
    const { table } = effect;
    if (from.kind === "code") return known(table[from.code]);
    return { kind: "table", variable: from.variable, table };
  }

  /** A slot before a step; also that of the state after one, where no step is looked at. */
  private read(slot: Slot): Value {
    const variable = this.variables.of(this.compiled.program.slots[plainId(slot)]);
    return variable === undefined ? known(0) : { kind: "variable", variable };
  }
}

/** A code that is known. */
function known(code: number): Value {
  return { kind: "code", code };
}
