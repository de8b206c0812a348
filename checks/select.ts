import { type Invariant, invariants } from "../invariants/index.ts";
import { kernelNames } from "../model/kernels.ts";
import { mappingNames } from "../model/mappings.ts";
import type { Proposal } from "../model/Proposal.ts";
import { brokenVariants, proposals } from "../model/proposals/index.ts";
import type { Scenario } from "../model/Scenario.ts";
import { scenarios } from "../model/scenarios/index.ts";
import { type Subject, subjectOf } from "./Subject.ts";
import { UsageError } from "./UsageError.ts";

/** What a user picks on the command line; what is left out means all. */
export interface Selection {
  readonly scenarios?: readonly string[] | undefined;
  readonly kernels?: readonly string[] | undefined;
  readonly mappings?: readonly string[] | undefined;
  readonly invariants?: readonly string[] | undefined;
  readonly proposal?: string | undefined;
}

/** The systems that a selection names, in the order of the lists. */
export function select(selection: Selection): Subject[] {
  const pickedScenarios = pick("scenario", selection.scenarios, scenarios, ({ id }) => id);
  const kernels = pick("kernel", selection.kernels, kernelNames, (name) => name);
  const mappings = pick("mapping", selection.mappings, mappingNames, (name) => name);
  const proposal = selection.proposal === undefined ? null : findProposal(selection.proposal);
  const laws =
    selection.invariants?.length && pick("invariant", selection.invariants, invariants, byId);
  const subjects = pickedScenarios.flatMap((scenario) =>
    scenario.mappings
      .filter((mapping) => mappings.includes(mapping))
      .flatMap((mapping) =>
        scenario.kernels
          .filter((kernel) => kernels.includes(kernel))
          .map((kernel) => {
            const asked = laws || invariants.filter(({ id }) => scenario.asks.includes(id));
            return subjectOf(scenario, kernel, mapping, proposal, asked);
          }),
      ),
  );
  if (subjects.length === 0) throw nothingSelected(pickedScenarios);
  return subjects;
}

const byId = ({ id }: { readonly id: string }) => id;

export function findScenario(id: string): Scenario {
  return pick("scenario", [id], scenarios, byId)[0];
}

export function findInvariant(id: string): Invariant {
  return pick("invariant", [id], invariants, byId)[0];
}

export function findProposal(id: string): Proposal {
  return pick("proposal", [id], [...proposals, ...brokenVariants], byId)[0];
}

/** The items with these names, or all; a name that no item has is an error that lists them. */
export function pick<T>(
  what: string,
  names: readonly string[] | undefined,
  items: readonly T[],
  nameOf: (item: T) => string,
): readonly T[] {
  if (names === undefined || names.length === 0) return items;
  const known = items.map(nameOf);
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new UsageError(
      `unknown ${what} ${JSON.stringify(name)}`,
      `Use one of: ${known.join(", ")}. See: ptecheck list`,
    );
  }
  return items.filter((item) => names.includes(nameOf(item)));
}

function nothingSelected(picked: readonly Scenario[]): UsageError {
  const scopes = picked.map(
    ({ id, kernels, mappings }) =>
      `${id}: kernels ${kernels.join(", ")}; mappings ${mappings.join(", ")}`,
  );
  return new UsageError(
    "no scenario has that kernel with that mapping",
    `They have:\n  ${scopes.join("\n  ")}`,
  );
}
