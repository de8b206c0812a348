import { mainline, type Release, releaseNamed } from "../model/kernels/index.ts";
import { didYouMean } from "./nearest.ts";
import { UsageError } from "./UsageError.ts";

/** The kernel of that name. @throws {UsageError} There is none, or ptecheck does not know it. */
export function findKernel(name: string): Release {
  const release = releaseNamed(name);
  if (!("refused" in release)) return release;
  const { refused, advice, isMistyped } = release;
  throw new UsageError(`${refused}${isMistyped ? didYouMean(name, mainline) : ""}`, advice);
}
