import { type Invariant, invariants } from "../invariants/index.ts";
import { defaultKernels, mainline } from "../model/kernels/index.ts";
import { mappingNames } from "../model/mappings/index.ts";
import type { Proposal } from "../model/Proposal.ts";
import { brokenVariants, proposals } from "../model/proposals/index.ts";
import type { Scenario } from "../scenarios/index.ts";
import { kernelsOf, scenarios } from "../scenarios/index.ts";
import { assertAsks } from "./assertAsks.ts";
import { findKernel } from "./findKernel.ts";
import { didYouMean } from "./nearest.ts";
import { type Subject, subjectOf } from "./Subject.ts";
import { together } from "./together.ts";
import { UsageError } from "./UsageError.ts";

/**
 * What to check, by names or of your own; what is left out, or empty, means all: of kernels 5.12, 6.1 and 6.12, of
 * scenarios those that are not open.
 */
export interface Selection {
  readonly scenarios?: readonly (string | Scenario)[] | undefined;
  /** Mainline releases from 5.12 on, and stable ones, as in 6.6, v6.6, 6.1.192. */
  readonly kernels?: readonly string[] | undefined;
  readonly mappings?: readonly string[] | undefined;
  readonly invariants?: readonly (string | Invariant)[] | undefined;
  /** Several are checked together, applied in their order. */
  readonly proposal?: string | Proposal | readonly (string | Proposal)[] | undefined;
}

/**
 * The systems that a selection names, in the order of the lists, kernels as they are named; what is one's
 * own comes last.
 *
 * @throws {UsageError} A name is unknown or given to two, a scenario asks for what there is not, or none has
 *   that kernel with that mapping.
 */
export function select(selection: Selection): Subject[] {
  const picked = pickOrOwn("scenario", selection.scenarios, scenarios);
  const pickedScenarios = selection.scenarios?.length ? picked : picked.filter(isClosed);
  const kernels = kernelsIn(selection);
  const mappings = pick("mapping", selection.mappings, mappingNames, (name) => name);
  const proposal = proposalOf(selection);
  const laws =
    selection.invariants?.length && pickOrOwn("invariant", selection.invariants, invariants);
  const known = new Set([...invariants, ...(laws || [])]);
  for (const scenario of pickedScenarios) assertAsks(scenario, [...known]);
  const subjects = pickedScenarios.flatMap((scenario) =>
    scenario.mappings
      .filter((mapping) => mappings.includes(mapping))
      .flatMap((mapping) =>
        kernelsOf(scenario, mapping, kernels).map((kernel) => {
          const asked = laws || invariants.filter(({ id }) => scenario.asks.includes(id));
          return subjectOf(scenario, kernel, mapping, proposal, asked);
        }),
      ),
  );
  if (subjects.length === 0) throw nothingSelected(pickedScenarios);
  // A law that was asked for by name and says nothing of a mapping is no row there.
  const speaking = subjects.filter(
    (subject) => subject.invariants.length > 0 || (!laws && subject.scenario.covers.length > 0),
  );
  if (speaking.length === 0) throw nothingAsked(laws || asksOf(pickedScenarios));
  return speaking;
}

/** An open scenario is checked where it is named: it takes its time. */
function isClosed({ isOpen }: Scenario): boolean {
  return isOpen !== true;
}

/** The kernels that are named, each once. */
function kernelsIn({ kernels }: Selection): readonly string[] {
  if (kernels === undefined || kernels.length === 0) return defaultKernels;
  return [...new Set(kernels.map((name) => findKernel(name).name))];
}

function proposalOf({ proposal }: Selection): Proposal | null {
  const given = [proposal ?? []].flat();
  return together(given.map((one) => (typeof one === "string" ? findProposal(one) : one)));
}

const byId = ({ id }: { readonly id: string }) => id;

/** The scenario of that name. @throws {UsageError} There is none. */
export function findScenario(id: string): Scenario {
  return pick("scenario", [id], scenarios, byId)[0];
}

/** The invariant of that name. @throws {UsageError} There is none. */
export function findInvariant(id: string): Invariant {
  return pick("invariant", [id], invariants, byId)[0];
}

/** The proposal or broken variant of that name. @throws {UsageError} There is none. */
export function findProposal(id: string): Proposal {
  return pick("proposal", [id], [...proposals, ...brokenVariants], byId)[0];
}

/** Items by their names, then those that are one's own; all that are known if nothing is given. */
function pickOrOwn<T extends { readonly id: string }>(
  what: string,
  given: readonly (string | T)[] = [],
  known: readonly T[],
): readonly T[] {
  const own = given.filter((one) => typeof one !== "string").filter((one) => !known.includes(one));
  const names = given
    .filter((one) => typeof one === "string" || known.includes(one))
    .map((one) => (typeof one === "string" ? one : one.id));
  const all = [...known, ...own];
  const twice = own.find(({ id }) => all.filter((one) => one.id === id).length > 1);
  if (twice !== undefined) {
    throw new UsageError(`there are two ${what}s named ${twice.id}`, "Give yours another id.");
  }
  return given.length > 0 && names.length === 0 ? own : [...pick(what, names, known, byId), ...own];
}

/** The items with these names, or all; a UsageError lists them if none has a name. */
export function pick<T>(
  what: string,
  names: readonly string[] | undefined,
  items: readonly T[],
  nameOf: (item: T) => string,
  advice = " See: npx ptecheck list",
): readonly T[] {
  if (names === undefined || names.length === 0) return items;
  const known = items.map(nameOf);
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new UsageError(
      `unknown ${what} ${JSON.stringify(name)}${didYouMean(name, known)}`,
      `Use one of: ${known.join(", ")}.${advice}`,
    );
  }
  return items.filter((item) => names.includes(nameOf(item)));
}

function asksOf(picked: readonly Scenario[]): readonly Invariant[] {
  return invariants.filter(({ id }) => picked.some(({ asks }) => asks.includes(id)));
}

function nothingAsked(laws: readonly Invariant[]): UsageError {
  const speakOf = laws.map(({ id, mappings: of }) => `${id} speaks of ${of.join(", ")}`);
  return new UsageError(
    "none of these invariants says anything of these mappings",
    `${speakOf.join("; ")}. See: npx ptecheck explain ${laws[0]?.id}`,
  );
}

function nothingSelected(picked: readonly Scenario[]): UsageError {
  const scopes = picked.map((scenario) => {
    const texts = scenario.mappings.map((mapping) => {
      const [first] = kernelsOf(scenario, mapping, mainline);
      return first === mainline[0] ? mapping : `${mapping} since ${first}`;
    });
    return `${scenario.id}: mappings ${texts.join(", ")}`;
  });
  return new UsageError(
    "no scenario has that kernel with that mapping",
    `They have:\n  ${scopes.join("\n  ")}`,
  );
}
