import {
  findProposal,
  findScenario,
  pick,
  statementOf,
  subjectOf,
  UsageError,
} from "../../checks/index.ts";
import { placeOf, replay, type Trace, traceOf } from "../../counterexamples/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import { invariants } from "../../invariants/index.ts";
import { kernelNames } from "../../model/kernels.ts";
import { mappingNames } from "../../model/mappings.ts";
import { systemOf } from "../../model/systemOf.ts";
import { renderTrace } from "../../render/index.ts";
import { print } from "../print.ts";
import { readTraces } from "../readTraces.ts";

/** Takes the traces of a file again, and prints them. */
export function runReplay(file: string, { json }: { json?: boolean }): void {
  const traces = readTraces(file).map((trace) => replayTrace(trace, file));
  if (json) print(JSON.stringify(traces.length === 1 ? traces[0] : traces, null, 2));
  else print(traces.map(renderTrace).join("\n\n"));
}

function replayTrace(trace: Trace, file: string): Trace {
  const [kernel] = pick("kernel", [trace.kernel], kernelNames, (name) => name);
  const [mapping] = pick("mapping", [trace.mapping], mappingNames, (name) => name);
  const proposal = trace.proposal === null ? null : findProposal(trace.proposal);
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
