import type { Subject } from "../Subject.ts";
import { UsageError } from "../UsageError.ts";

/**
 * Systems with those of their laws that their scenarios ask for; one's own are asked everywhere.
 *
 * @throws {UsageError} Nothing is left.
 */
export function onlyAsked(subjects: readonly Subject[]): Subject[] {
  const left = subjects
    .map((subject) => {
      const { asks } = subject.scenario;
      const invariants = subject.invariants.filter(
        ({ id, file }) => file !== undefined || asks.includes(id),
      );
      return { ...subject, invariants };
    })
    .filter(({ invariants }) => invariants.length > 0);
  if (left.length > 0) return left;
  const laws = new Set(subjects.flatMap(({ invariants }) => invariants.map(({ id }) => id)));
  const mappings = new Set(subjects.map(({ mapping }) => mapping));
  throw new UsageError(
    `no scenario asks for ${[...laws].join(", ")} on ${[...mappings].join(", ")}`,
    `Leave the mapping out, or see who asks: npx ptecheck explain ${[...laws][0]}`,
  );
}
