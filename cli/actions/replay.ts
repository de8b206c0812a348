import {
  findScenario,
  idsIn,
  pick,
  statementOf,
  subjectOf,
  together,
  UsageError,
} from "../../checks/index.ts";
import { placeOf, replay, type Trace, traceOf } from "../../counterexamples/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import { invariants } from "../../invariants/index.ts";
import { kernelNames } from "../../model/kernels.ts";
import { mappingNames } from "../../model/mappings.ts";
import type { Proposal } from "../../model/Proposal.ts";
import { brokenVariants, proposals } from "../../model/proposals/index.ts";
import { renderTrace } from "../../render/index.ts";
import { systemOf } from "../../scenarios/index.ts";
import { print } from "../print.ts";
import { proposalsOf } from "../proposalsOf.ts";
import { readTraces } from "../readTraces.ts";

/** What the user of the command may set. */
export interface ReplayCommandOptions {
  readonly proposal?: string[];
  readonly json?: boolean;
}

/** Takes the traces of a file again, and prints them. */
export async function runReplay(
  file: string,
  { proposal, json }: ReplayCommandOptions,
): Promise<void> {
  const own = await proposalsOf(proposal);
  const traces = readTraces(file).map((trace) => replayTrace(trace, file, own));
  if (json) print(JSON.stringify(traces.length === 1 ? traces[0] : traces, null, 2));
  else print(traces.map(renderTrace).join("\n\n"));
}

/** With what the trace was found: known by its id, or one of those that the user gave. */
function proposalIn({ proposal }: Trace, own: readonly Proposal[]): Proposal | null {
  if (proposal === null) return null;
  const known = [...own, ...proposals, ...brokenVariants];
  return together(
    idsIn(proposal).map((id) => {
      const found = known.find((one) => one.id === id);
      if (found !== undefined) return found;
      throw new UsageError(
        `the trace was made with proposal ${JSON.stringify(id)}, which is not known`,
        "Give the file that it is in: ptecheck replay <trace.json> --proposal ./my-idea.ts",
      );
    }),
  );
}

function replayTrace(trace: Trace, file: string, own: readonly Proposal[]): Trace {
  const [kernel] = pick("kernel", [trace.kernel], kernelNames, (name) => name);
  const [mapping] = pick("mapping", [trace.mapping], mappingNames, (name) => name);
  const proposal = proposalIn(trace, own);
  const scenario = findScenario(trace.scenario);
  const { invariants: speaking } = subjectOf(scenario, kernel, mapping, proposal, invariants);
  const system = systemOf(scenario, kernel, mapping, speaking, proposal);
  const { steps, property } = trace;
  try {
    const reference = new Reference(system);
    const moves = steps.map(({ actor, choices }, at) => {
      const found = system.actors.findIndex(({ name }) => name === actor);
      if (found < 0) throw new Error(`step ${at + 1}: there is no actor ${JSON.stringify(actor)}`);
      return { actor: found, choices };
    });
    replay(reference as Reference, moves).steps.forEach((step, at) => {
      const { procedure, step: name } = placeOf(step);
      if (procedure === steps[at].procedure && name === steps[at].step) return;
      throw new Error(`step ${at + 1} is ${procedure}.${name} now`);
    });
    // What the file claims is not repeated: the statement is the law's own, the rest is seen again.
    const told = {
      scenario: scenario.id,
      kernel,
      mapping,
      proposal: proposal?.id ?? null,
      property,
      statement: statementOf(property),
    };
    return traceOf(reference, told, moves);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${file} does not replay: ${reason}`,
      "The model has changed since, or the file was edited: make the trace again with ptecheck check.",
    );
  }
}
