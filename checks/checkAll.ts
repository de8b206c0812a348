import type { Progress } from "../explorer/search/index.ts";
import type { CheckOptions } from "./checkSystem.ts";
import type { Result } from "./resultOf.ts";
import { Searches } from "./Searches.ts";
import type { Subject } from "./Subject.ts";

/**
 * Checks systems one after the other, and hands each result on before it begins with the next: it never
 * holds more than one system. Kernels that agree in everything that a system asks share one search, unless
 * it has traces to tell. `onLevel` is told of every level of each search, by the subject's place.
 *
 * @throws {LanguageError} A change, an invariant or a scenario of one's own breaks a rule of the language.
 */
export function* checkAll(
  subjects: readonly Subject[],
  options: CheckOptions = {},
  onLevel: (at: number, progress: Progress) => void = () => {},
): Generator<Result> {
  const searches = new Searches(options);
  for (const [at, subject] of subjects.entries()) {
    yield searches.of(subject, (progress) => onLevel(at, progress));
  }
}
