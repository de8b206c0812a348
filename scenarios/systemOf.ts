import { actor, system } from "../model/current.ts";
import type { Kernel } from "../model/Kernel.ts";
import { indexes, indexOf, type Property, type System } from "../model/language/index.ts";
import { type MappingName, mappingOf } from "../model/mappings/index.ts";
import { disk, flusher, kjournald, speculation, user_thread } from "../model/operations/index.ts";
import type { Proposal } from "../model/Proposal.ts";
import { type Switches, switchesOf } from "../model/Switches.ts";
import {
  Actor,
  Cpu,
  cached,
  child,
  Mm,
  mmName,
  parent,
  type Self,
  type State,
  state,
} from "../model/state/index.ts";
import type { Scenario, Thread } from "./Scenario.ts";

/**
 * A scenario on one kernel and mapping, perhaps with a proposal, as a closed system: for `compile` and the
 * reference. Properties are those to ask; the scenario's own `asks` are not read here.
 *
 * @throws {RangeError} There is no such kernel: `releaseNamed` says why.
 */
export function systemOf(
  scenario: Scenario,
  kernelName: string,
  mappingName: MappingName,
  properties: readonly Property<State, Self>[],
  proposal: Proposal | null = null,
): System<State, Self> {
  const switches: Switches = {
    ...switchesOf(kernelName),
    ...scenario.switches,
    ...proposal?.switches,
  };
  const kernel = kernelOf(scenario.threads, switches, mappingName);
  const actors = actorsOf(scenario.threads, kernel);
  return system({
    name: `${scenario.id}, ${kernelName}, ${mappingName}`,
    state,
    sizes: {
      Mm: 2,
      Vaddr: 1,
      Frame: kernel.mapping.vm_shared ? 1 : (scenario.frames ?? 4),
      Ref: scenario.references ?? 0,
      Cpu: 1 + Math.max(...scenario.threads.map(({ cpu }) => cpu)),
      Actor: actors.length,
    },
    nameOf: (domain, index) => nameOf(domain, index, actors),
    kernel,
    actors,
    changes: proposal?.changes ?? [],
    initialise: (s) => {
      s.mm[parent].mapped = true;
      s.mm[parent].linked = kernel.mapping.vm_file;
      if (!kernel.mapping.vm_shared) {
        for (const frame of indexes(s.folio)) s.folio[frame].kind = "free";
        s.folio[cached].kind = kernel.mapping.vm_file ? "file" : "zero";
        for (const addr of indexes(s.holdsOwn[parent])) s.holdsOwn[parent][addr][cached] = true;
      }
      s.disk.latestStore = true;
      s.disk.latestGupWrite = true;
    },
    properties,
    covers: scenario.covers,
  });
}

function mmOf(mm: Thread["mm"]): Mm {
  return mm === "parent" ? parent : child;
}

function kernelOf(threads: readonly Thread[], switches: Switches, mapping: MappingName): Kernel {
  const cpusOf = (mm: Mm) =>
    new Set(threads.filter((thread) => mmOf(thread.mm) === mm).map(({ cpu }) => cpu));
  const masks = new Map([parent, child].map((mm) => [mm, [...cpusOf(mm)]]));
  return {
    ...switches,
    mapping: mappingOf(mapping, switches),
    mms: [parent, child],
    childOf: (mm) => (mm === parent ? child : null),
    mm_cpumask: (mm) => (masks.get(mm) ?? []).map((cpu) => indexOf(Cpu, cpu)),
  };
}

/** The threads, the kernel's threads and the device, and the hardware: an actor's id is its place. */
function actorsOf(threads: readonly Thread[], kernel: Kernel): ReturnType<typeof actor>[] {
  const users = threads.map(({ name, mm, cpu, program }, at) => {
    const self = { id: indexOf(Actor, at), mm: mmOf(mm), cpu: indexOf(Cpu, cpu), program };
    return actor(name, user_thread, { self });
  });
  const other = (at: number): Self => {
    return { id: indexOf(Actor, users.length + at), mm: parent, cpu: indexOf(Cpu, 0), program: [] };
  };
  const { canWriteback, journal } = kernel.mapping;
  const others = [
    ...(canWriteback
      ? [
          (self: Self) => actor("flusher", flusher, { self }),
          (self: Self) => actor("disk", disk, { self }),
        ]
      : []),
    ...(journal ? [(self: Self) => actor("journal", kjournald, { self })] : []),
    (self: Self) => actor("hardware", speculation, { self }),
  ];
  return [...users, ...others.map((make, at) => make(other(at)))];
}

/** How indexes are written in traces: the parent's and the child's mm, and actors, by name. */
function nameOf(domain: string, index: number, actors: readonly { name: string }[]): string {
  if (domain === "Mm") return mmName(indexOf(Mm, index));
  if (domain === "Actor") return actors[index].name;
  return domain === "Cpu" ? `cpu${index}` : String(index);
}
