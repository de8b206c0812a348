import type { Compiled } from "../explorer/compile/index.ts";
import type { Proposal } from "../model/Proposal.ts";
import type { State } from "../model/state/index.ts";
import { agree } from "./isSameSystem.ts";
import type { Unused } from "./Row.ts";
import type { Subject } from "./Subject.ts";
import { partsOf } from "./together.ts";

/** What of its proposals a system does not use, proposal by proposal; nothing of those that it uses. */
export function unusedOf(
  subject: Subject,
  { program }: Compiled<State>,
  asked: ReadonlySet<string>,
): Unused[] {
  const parts = subject.proposal === null ? [] : partsOf(subject.proposal);
  return parts.flatMap(({ id, switches = {}, changes = [] }) => {
    const idle = Object.keys(switches).filter((name) => isIdle(subject, name, asked));
    const steps = changes.flatMap((change) =>
      program.unusedSteps(change).map((step) => `${change.procedure.name}.${step}`),
    );
    const all = changes.flatMap((change) => Object.keys(change.steps));
    const names = [...idle, ...steps];
    const isWhole = names.length === Object.keys(switches).length + all.length;
    return names.length === 0 && !isWhole ? [] : [{ proposal: id, names, isWhole }];
  });
}

/** Is all that the system asks the same without this switch? */
function isIdle(subject: Subject, name: string, asked: ReadonlySet<string>): boolean {
  const { [name]: _, ...switches } = Object(subject.proposal?.switches);
  const without = { ...subject.proposal, switches } as Proposal;
  return agree(subject, { ...subject, proposal: without }, asked);
}
