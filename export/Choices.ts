import {
  type Branch,
  leadsOn,
  leavesOf,
  type StepTree,
  type Transition,
  type UnfoldedStep,
} from "../explorer/compile/index.ts";
import { type Body, oneOf } from "./Body.ts";
import { all } from "./Condition.ts";
import { knownAnswer } from "./Conditions.ts";
import type { Rule } from "./Model.ts";
import type { Writing } from "./Writing.ts";

/**
 * The rules of one step: one for each series of choices, as each is a transition of its own, even where two
 * lead to the same state. In one state one series goes one way.
 */
export class Choices {
  private readonly writing: Writing;
  private readonly step: UnfoldedStep;

  constructor(writing: Writing, step: UnfoldedStep) {
    this.writing = writing;
    this.step = step;
  }

  rules(): Rule[] {
    const bySeries = new Map<string, Transition[]>();
    for (const leaf of leavesOf(this.step.tree)) {
      if (leaf === null || !leadsOn(leaf)) continue;
      const series = seriesOf(leaf);
      bySeries.set(series, [...(bySeries.get(series) ?? []), leaf]);
    }
    return [...bySeries.values()].map((leaves) => this.rule(leaves));
  }

  private rule(leaves: readonly Transition[]): Rule {
    const { writing, step } = this;
    const { actor, position, tree } = step;
    const wanted = new Set<Transition | null>(leaves);
    const name = writing.names.unique(
      `${actor.actor.name}_${position.activation.procedure.name}_${position.step}`,
    );
    const guard = all([
      writing.isAt(actor.pc, [position.code]),
      writing.conditions.where(tree, (leaf) => wanted.has(leaf), name, writing.plain),
    ]);
    const body = this.bodyOf(wanted) ?? { ways: null, assignments: [] };
    return { name, what: whatOf(leaves), guard, body };
  }

  /** What the step does where its guard is true: ways that lead to no wanted leaf are left out. */
  private bodyOf(wanted: ReadonlySet<Transition | null>): Body | null {
    const { writing, step } = this;
    const known = new Map<StepTree, Body | null>();
    const visit = (node: StepTree): Body | null => {
      const found = known.get(node);
      if (found !== undefined) return found;
      const made = node.kind === "leaf" ? leaf(node.value) : branch(node);
      known.set(node, made);
      return made;
    };
    const leaf = (value: Transition | null) =>
      value === null || !wanted.has(value)
        ? null
        : {
            ways: null,
            assignments: value.changes.flatMap(([slot, effect]) =>
              writing.assignmentOf(slot, effect),
            ),
          };
    const branch = (node: Branch<Transition | null>): Body | null => {
      const { test, answers, children } = node;
      const certain = knownAnswer(node, writing.plain);
      if (certain !== null) return visit(certain);
      const groups = new Map<Body, number[]>();
      children.forEach((child, at) => {
        const body = visit(child);
        if (body !== null) groups.set(body, [...(groups.get(body) ?? []), answers[at]]);
      });
      const [last, ...others] = [...groups].sort(([, a], [, b]) => b.length - a.length);
      return others.reduce<Body | null>(
        (otherwise, [body, some]) =>
          otherwise &&
          oneOf(writing.conditions.answered(test, some, writing.plain), body, otherwise),
        last?.[0] ?? null,
      );
    };
    return visit(step.tree);
  }
}

/** What was chosen on the way, step by step. */
function seriesOf({ parts }: Transition): string {
  return parts.flatMap(({ choices }) => choices).join();
}

/** "writer: append.lock (chose 1), then append.write". */
function whatOf(leaves: readonly Transition[]): string {
  const [{ actor, parts }] = leaves;
  const textOf = ({ position: { activation, step }, choices }: Transition["parts"][number]) => {
    const chose = choices.length === 0 ? "" : ` (chose ${choices.join(" ")})`;
    return `${activation.procedure.name}.${step}${chose}`;
  };
  const later = new Set(leaves.flatMap((leaf) => leaf.parts.slice(1).map(textOf)));
  const then = later.size === 0 ? "" : `, then ${[...later].join(", ")}`;
  return `${actor.actor.name}: ${textOf(parts[0])}${then}`;
}
