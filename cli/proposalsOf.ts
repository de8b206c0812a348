import { extname } from "node:path";
import { didYouMean, UsageError } from "../checks/index.ts";
import type { Proposal } from "../model/Proposal.ts";
import { brokenVariants, proposals } from "../model/proposals/index.ts";

/** Of files that can be loaded. */
export const extensions: readonly string[] = [".ts", ".mts", ".js", ".mjs"];

/** The proposals that --proposal names: known ones by their ids, one's own by their files. */
export async function proposalsOf(given: readonly string[] = []): Promise<Proposal[]> {
  const found: Proposal[] = [];
  for (const one of given) found.push(...(await proposalsNamed(one)));
  return found;
}

async function proposalsNamed(given: string): Promise<readonly Proposal[]> {
  const known = [...proposals, ...brokenVariants];
  const named = known.find(({ id }) => id === given);
  if (named !== undefined) return [named];
  const extension = extname(given);
  if (extensions.includes(extension)) {
    // The loader is large: it comes only where there is a file.
    const { proposalsIn } = await import("./own/index.ts");
    return proposalsIn(given);
  }
  if (/[/\\]/.test(given)) {
    throw new UsageError(
      `proposal ${JSON.stringify(given)} is no file that can be loaded`,
      `Its name ends in ${extensions.join(", ")}. To begin one: ptecheck init proposal`,
    );
  }
  const ids = known.map(({ id }) => id);
  throw new UsageError(
    `unknown proposal ${JSON.stringify(given)}${didYouMean(given, ids)}`,
    `Use one of: ${ids.join(", ")}; or a file of your own, ./my-idea.ts. Give the option once for each. See: ptecheck list`,
  );
}
