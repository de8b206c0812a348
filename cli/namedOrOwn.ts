import { extname } from "node:path";
import { didYouMean, UsageError } from "../checks/index.ts";
import { type Invariant, invariants } from "../invariants/index.ts";
import type { FromFile } from "../model/FromFile.ts";
import type { Proposal } from "../model/Proposal.ts";
import { brokenVariants, proposals } from "../model/proposals/index.ts";
import { type Scenario, scenarios } from "../scenarios/index.ts";
import type { Kind } from "./own/index.ts";

/** Of files that can be loaded. */
export const extensions: readonly string[] = [".ts", ".mts", ".js", ".mjs"];

/** A thing that has a name of ptecheck's, or comes from a file of the user's. */
interface Named extends FromFile {
  readonly id: string;
}

/** The scenarios that arguments name: known ones by their ids, one's own by their files. */
export function scenariosOf(given: readonly string[] = []): Promise<Scenario[]> {
  return allOf(
    "scenario",
    given,
    scenarios,
    async () => (await import("./own/index.ts")).scenarioKind,
  );
}

/** The same of --invariant. */
export function invariantsOf(given: readonly string[] = []): Promise<Invariant[]> {
  return allOf(
    "invariant",
    given,
    invariants,
    async () => (await import("./own/index.ts")).invariantKind,
  );
}

/** The same of --proposal. */
export function proposalsOf(given: readonly string[] = []): Promise<Proposal[]> {
  const known = [...proposals, ...brokenVariants];
  return allOf("proposal", given, known, async () => (await import("./own/index.ts")).proposalKind);
}

async function allOf<T extends Named>(
  what: Kind<T>["what"],
  given: readonly string[],
  known: readonly T[],
  // The loader is large: it comes only where there is a file.
  kind: () => Promise<Kind<T>>,
): Promise<T[]> {
  const found: T[] = [];
  for (const one of given) {
    const named = known.find(({ id }) => id === one);
    if (named !== undefined) found.push(named);
    else if (extensions.includes(extname(one))) {
      const { ownIn } = await import("./own/index.ts");
      found.push(...ownIn(one, await kind()));
    } else throw unknownName(what, one, known);
  }
  const twice = found.find(
    ({ id, file }, at) => file !== undefined && found.findIndex((one) => one.id === id) !== at,
  );
  if (twice === undefined) return found;
  throw new UsageError(`${what} ${twice.id} is given twice`, "Give each once.");
}

function unknownName(what: string, given: string, known: readonly Named[]): UsageError {
  if (/[/\\]/.test(given)) {
    return new UsageError(
      `${what} ${JSON.stringify(given)} is no file that can be loaded`,
      `Its name ends in ${extensions.join(", ")}. To begin one: npx ptecheck init ${what}`,
    );
  }
  const ids = known.map(({ id }) => id);
  return new UsageError(
    `unknown ${what} ${JSON.stringify(given)}${didYouMean(given, ids)}`,
    `Use one of: ${ids.join(", ")}; or a file of your own, ./my-${what}.ts. See: npx ptecheck list`,
  );
}
