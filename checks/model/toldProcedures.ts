import { type StaticStep, staticSteps } from "../../explorer/compile/index.ts";
import { defaultKernels, isSince, mainline } from "../../model/kernels/index.ts";
import { tellingOf } from "../../model/language/index.ts";
import { type MappingName, mappingNames, mappingOf } from "../../model/mappings/index.ts";
import { switchesOf } from "../../model/Switches.ts";
import { operationNames, type State } from "../../model/state/index.ts";
import { type Scenario, scenario, systemOf } from "../../scenarios/index.ts";
import { agree } from "../isSameSystem.ts";
import { noting } from "../noting.ts";
import { groupedBy, inOrder } from "../releases/index.ts";
import { type Subject, subjectOf } from "../Subject.ts";

/** A way that a step can go. */
export interface ToldBranch {
  /** The next step of its procedure, "done", or "calls" and a procedure. */
  readonly next: string;
  /** How it is told, if that is always the same. */
  readonly text: string | null;
}

/** A step, over all mappings and kernels. */
export interface ToldStep {
  readonly name: string;
  /** Fields of the state, as in mm.pte.dirty: whose they are is left out. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Must it wait for something in some states? */
  readonly waits: boolean;
  readonly branches: readonly ToldBranch[];
}

/** A procedure with the steps that some thread can come to. */
export interface ToldProcedure {
  readonly name: string;
  readonly source: string;
  readonly mappings: readonly MappingName[];
  readonly steps: readonly ToldStep[];
}

/** Of the kernels those on which steps are told: the oldest, the newest, and those checked by default. */
export const toldKernels: readonly string[] = inOrder([
  ...mainline.slice(0, 1),
  ...defaultKernels,
  ...mainline.slice(-1),
]);

/** Everything that a program can do: steps and their paths are the same in every scenario. */
const everything: Scenario = scenario({
  id: "everything",
  question: "What does each step read and write?",
  why: "One thread may do whatever there is; nothing is searched.",
  mappings: mappingNames,
  frames: 2,
  references: 1,
  threads: [
    { name: "thread", mm: "parent", cpu: 0, program: operationNames },
    { name: "other", mm: "child", cpu: 1, program: ["load"] },
  ],
  asks: [],
});

/** Every procedure of the model, as threads come to them, united over mappings and these kernels. */
export function toldProcedures(kernels: readonly string[]): ToldProcedure[] {
  const found = mappingNames.flatMap((mapping) =>
    systemsOn(mapping, kernels).flatMap((steps) => steps.map((step) => ({ ...step, mapping }))),
  );
  const procedures = [...groupedBy(found, ({ procedure }) => procedure.name)];
  return procedures.map(([name, steps]) => ({
    name,
    source: steps[0].procedure.source,
    mappings: mappingNames.filter((one) => steps.some(({ mapping }) => mapping === one)),
    steps: [...groupedBy(steps, ({ step }) => step).values()].map(united),
  }));
}

/** The steps that there are with a mapping, kernel by kernel; kernels that agree in all that is asked count once. */
function systemsOn(mapping: MappingName, kernels: readonly string[]): StaticStep[][] {
  const known: { readonly subject: Subject; readonly asked: ReadonlySet<string> }[] = [];
  return kernels.flatMap((kernel) => {
    const { since = kernel } = mappingOf(mapping, switchesOf(kernel));
    const subject = subjectOf(everything, kernel, mapping, null, []);
    const isKnown = known.some((one) => agree(one.subject, subject, one.asked));
    if (!isSince(kernel, since) || isKnown) return [];
    const system = systemOf(everything, kernel, mapping, []);
    const noted = noting(Object(system.kernel));
    const steps = staticSteps<State>({ ...system, kernel: noted.kernel });
    known.push({ subject, asked: noted.asked });
    return [steps];
  });
}

/** A step as it is in several systems. */
function united(steps: readonly StaticStep[]): ToldStep {
  const [{ procedure, step: name }] = steps;
  const all = (of: (step: StaticStep) => ReadonlySet<string>) => [
    ...new Set(steps.flatMap((step) => [...of(step)])),
  ];
  return {
    name,
    reads: all(({ reads }) => reads).sort(),
    writes: all(({ writes }) => writes).sort(),
    waits: steps.some(({ waits }) => waits),
    branches: all(({ next }) => next).map((next) => {
      const telling = tellingOf(procedure.says[name], next);
      return { next, text: typeof telling === "string" ? telling : null };
    }),
  };
}
