import { needed } from "../../answers/index.ts";
import { type Subject, together, UsageError } from "../../checks/index.ts";
import type { Invariant } from "../../invariants/index.ts";
import { invariantsOf, proposalsOf, scenariosOf } from "../namedOrOwn.ts";
import type { Name, SubjectNames } from "./SubjectNames.ts";

/** What the answer to the mail asks besides laws: known by name too. */
const observed: readonly Invariant[] = needed.flatMap(({ observes = [] }) => observes);

/**
 * Finds subjects by their names. Each of the user's files is loaded once: that two systems are the same is seen by
 * the identity of what they are made of.
 */
export class SubjectFinder {
  private readonly known = new Map<string, Promise<readonly Name[]>>();

  async find({ scenario, kernel, mapping, proposals, invariants }: SubjectNames): Promise<Subject> {
    const found = await Promise.all(
      proposals.map((name) => this.one("proposal", proposalsOf, name)),
    );
    const laws = invariants.map(
      (name) =>
        observed.find(({ id }) => id === name.id) ?? this.one("invariant", invariantsOf, name),
    );
    return {
      scenario: await this.one("scenario", scenariosOf, scenario),
      kernel,
      mapping,
      proposal: together(found),
      invariants: await Promise.all(laws),
    };
  }

  private async one<T extends Name>(
    what: string,
    load: (given: readonly string[]) => Promise<T[]>,
    { id, file }: Name,
  ): Promise<T> {
    const given = file ?? id;
    const key = `${what} ${given}`;
    const loading = (this.known.get(key) as Promise<T[]> | undefined) ?? load([given]);
    this.known.set(key, loading);
    const found = (await loading).find((candidate) => candidate.id === id);
    if (found !== undefined) return found;
    throw new UsageError(
      `${given} has no ${what} ${id} any more`,
      "Leave files as they are while they are checked.",
    );
  }
}
