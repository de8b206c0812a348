import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { findProposal, findScenario, pick, subjectOf, UsageError } from "../../checks/index.ts";
import { placeOf, replay, type Trace, traceOf, traceSchema } from "../../counterexamples/index.ts";
import { Reference } from "../../explorer/reference/index.ts";
import { invariants } from "../../invariants/index.ts";
import { kernelNames } from "../../model/kernels.ts";
import { mappingNames } from "../../model/mappings.ts";
import { systemOf } from "../../model/systemOf.ts";
import { renderTrace } from "../../render/index.ts";
import { print } from "../print.ts";

export function addReplay(program: Command): void {
  program
    .command("replay")
    .summary("run a trace again and check that it still ends in the violation")
    .description(
      "Takes every step of a trace again on today's model, and evaluates the invariant at its end. The file is one trace, or what `ptecheck check --json` printed (then every trace in it).",
    )
    .argument("<trace.json>", "a file with a trace")
    .option("--json", "print the replayed traces as JSON")
    .action((file: string, { json }: { json?: boolean }) => {
      const traces = readTraces(file).map((trace) => replayTrace(trace, file));
      if (json) print(JSON.stringify(traces.length === 1 ? traces[0] : traces, null, 2));
      else print(traces.map(renderTrace).join("\n\n"));
    });
}

function readTraces(file: string): Trace[] {
  const content = parse(file, read(file));
  const found = Array.isArray(content)
    ? content.map((row: unknown) => traceIn(row)).filter((trace) => trace !== null)
    : [traceIn(content)];
  if (found.length === 0) {
    throw new UsageError(`${file} holds no trace`, "Give it a trace: ptecheck check --json > file");
  }
  return found.map((candidate) => {
    const parsed = traceSchema.safeParse(candidate);
    if (parsed.success) return parsed.data;
    const [{ path, message }] = parsed.error.issues;
    throw new UsageError(
      `${file} is no trace of ptecheck: ${path.map(String).join(".") || "the whole"}: ${message}`,
      'Give it what `ptecheck check --json` printed, or one "trace" of it.',
    );
  });
}

/** A trace itself, or the trace of a row of `check --json` (null where nothing was violated). */
function traceIn(value: unknown): unknown {
  const isRow = typeof value === "object" && value !== null && "trace" in value;
  return isRow ? value.trace : value;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`cannot read ${file}: ${reason}`, "Give the path of a trace file.");
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${file} is not JSON: ${reason}`,
      "Traces are written by: ptecheck check --json",
    );
  }
}

function replayTrace(trace: Trace, file: string): Trace {
  const [kernel] = pick("kernel", [trace.kernel], kernelNames, (name) => name);
  const [mapping] = pick("mapping", [trace.mapping], mappingNames, (name) => name);
  const proposal = trace.proposal === null ? null : findProposal(trace.proposal);
  const scenario = findScenario(trace.scenario);
  const { invariants: speaking } = subjectOf(scenario, kernel, mapping, proposal, invariants);
  const system = systemOf(scenario, kernel, mapping, speaking, proposal);
  const { scenario: _, kernel: __, mapping: ___, steps, schema, last, ...rest } = trace;
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
    return traceOf(reference, { ...rest, scenario: scenario.id, kernel, mapping }, moves);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${file} does not replay: ${reason}`,
      "The model has changed since, or the file was edited: make the trace again with ptecheck check.",
    );
  }
}
