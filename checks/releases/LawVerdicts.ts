import { explore } from "../../explorer/search/index.ts";
import type { Invariant } from "../../invariants/index.ts";
import type { Rules } from "../../model/kernels/index.ts";
import type { MappingName } from "../../model/mappings/index.ts";
import type { Scenario } from "../../scenarios/index.ts";
import { compiledOf, verdictOf } from "../checkSystem.ts";
import { agree } from "../isSameSystem.ts";
import type { Verdict } from "../Row.ts";
import { type Subject, subjectOf } from "../Subject.ts";

/** A verdict, and what it hangs on. */
interface Known {
  readonly subject: Subject;
  readonly asked: ReadonlySet<string>;
  readonly verdict: Verdict;
}

/**
 * What one law says of a scenario with a mapping, on any kernel, with rules of it set otherwise. Kernels that
 * agree in all that the system asks are searched once, and no further than to a violation.
 */
export class LawVerdicts {
  private readonly scenario: Scenario;
  private readonly mapping: MappingName;
  private readonly law: Invariant;
  private readonly known: Known[] = [];

  constructor(scenario: Scenario, mapping: MappingName, law: Invariant) {
    this.scenario = scenario;
    this.mapping = mapping;
    this.law = law;
  }

  of(kernel: string, otherwise: Partial<Rules> = {}): Verdict {
    const proposal = { id: "rules", what: "rules set otherwise", why: "", switches: otherwise };
    const subject = subjectOf(this.scenario, kernel, this.mapping, proposal, [this.law]);
    const found = this.known.find((one) => agree(one.subject, subject, one.asked));
    if (found !== undefined) return found.verdict;
    const { compiled, asked } = compiledOf(subject);
    const verdict = verdictOf(explore(compiled, { until: [this.law.id] }), 0);
    this.known.push({ subject, asked, verdict });
    return verdict;
  }
}
