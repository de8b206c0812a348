import {
  type Bisection,
  bisect,
  findKernel,
  groupedBy,
  onlyAsked,
  type Subject,
  UsageError,
} from "../../checks/index.ts";
import { mainline } from "../../model/kernels/index.ts";
import { bisectText, spanText } from "../../render/releases/index.ts";
import { exitCodes } from "../exitCodes.ts";
import { print } from "../print.ts";
import { clearStatus, labelOf, showStatus } from "../progress.ts";
import { selectWith } from "../selectWith.ts";

/** What the user of the command may set. */
export interface BisectCommandOptions {
  readonly scenario?: string[];
  readonly mapping?: string[];
  readonly kernel?: string;
  readonly good?: string;
  readonly json?: boolean;
}

/** Prints between which releases a law flips, and the rules that make it so. */
export async function runBisect(law: string, options: BisectCommandOptions): Promise<void> {
  const { scenario = [], mapping, kernel: bad, good, json } = options;
  const given = [bad, good].filter((name) => name !== undefined);
  const selected = await selectWith(scenario, {
    kernel: [...mainline, ...given],
    invariant: [law],
    ...(mapping !== undefined && { mapping }),
  });
  const subjects = scenario.length > 0 ? selected : onlyAsked(selected);
  const found = systemsOf(subjects).map((system) =>
    bisect(system, { bad: nameOf(bad), good: nameOf(good) }, (kernel) =>
      showStatus(() => labelOf({ ...system[0], kernel })),
    ),
  );
  clearStatus();
  const told = given.length === 0 ? found : found.filter(({ repair }) => repair !== null);
  if (told.length === 0) throw nothingThere(law, found, options);
  if (json) print(JSON.stringify(told, null, 2));
  else print(bisectText(subjects[0].invariants[0].statement, told));
  const isOpen = told.some(({ flips }) => flips.some(({ by }) => by.sets.length === 0));
  process.exitCode = isOpen ? exitCodes.unmet : exitCodes.met;
}

/** The subjects of each scenario and mapping together. */
function systemsOf(subjects: readonly Subject[]): Subject[][] {
  const groups = groupedBy(subjects, ({ scenario, mapping }) => `${scenario.id} ${mapping}`);
  return [...groups.values()];
}

function nameOf(kernel: string | undefined): string | undefined {
  return kernel === undefined ? undefined : findKernel(kernel).name;
}

function nothingThere(
  law: string,
  found: readonly Bisection[],
  { kernel, good }: BisectCommandOptions,
): UsageError {
  const wanted = [
    ...(kernel === undefined ? [] : [`is violated on ${kernel}`]),
    ...(good === undefined ? [] : [`holds on ${good}`]),
  ];
  const is = found.map(({ scenario, mapping, spans }) => {
    return `${scenario}, ${mapping}: ${spans.map(spanText).join("; ")}`;
  });
  return new UsageError(
    `in none of these systems ${law} ${wanted.join(" and ")}, and the reverse elsewhere`,
    `It is:\n  ${is.join("\n  ")}`,
  );
}
