import { type Kernel, type KernelName, type Switches, switchesOf } from "./kernels.ts";
import { type Index, indexOf, type Property, type System } from "./language/index.ts";
import { type MappingName, mappingOf } from "./mappings.ts";
import { disk, flusher, speculation, user_thread } from "./operations/index.ts";
import type { Proposal } from "./Proposal.ts";
import type { Scenario, Thread } from "./Scenario.ts";
import { Actor, Cpu, child, type Mm, parent, type State, state } from "./state.ts";

/** A scenario on one kernel and mapping, perhaps with a proposal, as a closed system. */
export function systemOf(
  scenario: Scenario,
  kernelName: KernelName,
  mappingName: MappingName,
  properties: readonly Property<State>[],
  proposal: Proposal | null = null,
): System<State> {
  const switches: Switches = {
    ...switchesOf(kernelName),
    ...scenario.switches,
    ...proposal?.switches,
  };
  const kernel = kernelOf(scenario.threads, switches, mappingName);
  const actors = actorsOf(scenario.threads, kernel);
  return {
    name: `${scenario.id}, ${kernelName}, ${mappingName}`,
    state,
    sizes: {
      Mm: 2,
      Vaddr: 1,
      Frame: 1,
      Cpu: 1 + Math.max(...scenario.threads.map(({ cpu }) => cpu)),
      Actor: actors.length,
    },
    nameOf,
    kernel,
    actors,
    replacements: proposal?.replacements ?? [],
    initialise: (s) => {
      s.mm[parent].mapped = true;
      s.mm[parent].linked = true;
      s.disk.latestStore = true;
      s.disk.latestGupWrite = true;
    },
    properties,
    covers: scenario.covers,
  };
}

function mmOf(thread: Thread): Mm {
  return thread.mm === "parent" ? parent : child;
}

function kernelOf(threads: readonly Thread[], switches: Switches, mapping: MappingName): Kernel {
  const cpusOf = (mm: Mm) =>
    new Set(threads.filter((thread) => mmOf(thread) === mm).map(({ cpu }) => cpu));
  const masks = new Map([parent, child].map((mm) => [mm, [...cpusOf(mm)]]));
  return {
    ...switches,
    mapping: mappingOf(mapping, switches),
    mm_cpumask: (mm) => (masks.get(mm) ?? []).map((cpu) => indexOf(Cpu, cpu)),
  };
}

function actorsOf(threads: readonly Thread[], kernel: Kernel): System["actors"] {
  const users = threads.map((thread) => ({
    name: thread.name,
    procedure: user_thread,
    mm: mmOf(thread),
    cpu: indexOf(Cpu, thread.cpu),
    program: thread.program,
  }));
  const other = (name: string, procedure: System["actors"][number]["procedure"]) => ({
    name,
    procedure,
    mm: parent,
    cpu: indexOf(Cpu, 0),
    program: [],
  });
  const all = [
    ...users,
    ...(kernel.mapping.canWriteback ? [other("flusher", flusher), other("disk", disk)] : []),
    other("hardware", speculation),
  ];
  return all.map(({ name, procedure, mm, cpu, program }, at) => {
    const id: Index<"Actor"> = indexOf(Actor, at);
    return { name, procedure, args: {}, self: { id, mm, cpu, program } };
  });
}

/** How indexes are written in traces: the parent's and the child's mm by name. */
function nameOf(domain: string, index: number): string {
  if (domain === "Mm") return index === parent ? "P" : "C";
  return domain === "Cpu" ? `cpu${index}` : String(index);
}
