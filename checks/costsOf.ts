import type { SoloStep } from "../counterexamples/index.ts";
import type { Reference } from "../explorer/reference/index.ts";
import type { Kernel } from "../model/Kernel.ts";
import type { Called, System } from "../model/language/index.ts";
import type { Mm, Self, State } from "../model/state/index.ts";
import { systemOf } from "../scenarios/index.ts";
import type { Costs } from "./Costs.ts";
import { isFault } from "./isFault.ts";
import { plainRun } from "./plainRun.ts";
import type { Subject } from "./Subject.ts";

/** What a subject costs; how many states it has is known from its search. */
export function costsOf({ scenario, kernel, mapping, proposal }: Subject, states: number): Costs {
  const system = systemOf(scenario, kernel, mapping, [], proposal);
  const { run, stuck } = plainRun(system, scenario.threads);
  const { steps } = run;
  const flushes = steps.flatMap(({ step }) =>
    step.calls.filter(isFlush).map((call) => ({ call, actor: step.actor })),
  );
  return {
    states,
    pageFaults: steps.filter(isFault).length,
    tlbFlushes: flushes.length,
    ipis: flushes.filter(({ call, actor }) => isRemote(system, call, actor)).length,
    writebacks: steps.filter((taken) => submits(run.reference, taken)).length,
    stuck,
  };
}

/** flush_tlb_mm() goes page by page. */
function isFlush({ name }: Called): boolean {
  return name === "flush_tlb_page";
}

/** Does mm_cpumask() have a CPU on which the caller does not run? The flusher thread runs on none of them. */
function isRemote({ kernel, actors }: System<State>, { args }: Called, actor: number): boolean {
  const { cpu, program } = actors[actor].self as Self;
  const own = program.length === 0 ? null : cpu;
  return (kernel as Kernel).mm_cpumask(args[0] as Mm).some((one) => one !== own);
}

function submits(reference: Reference<State>, { before, after }: SoloStep): boolean {
  const [was, is] = [before, after].map((state) => reference.look(state, ({ s }) => s.io.phase));
  return was !== "submitted" && is === "submitted";
}
