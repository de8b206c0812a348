import type { Progress } from "../explorer/search/index.ts";
import { type Checked, type CheckOptions, checkSystem, checkSystemInTurns } from "./checkSystem.ts";
import { isSameSystem } from "./isSameSystem.ts";
import { judged } from "./judged.ts";
import { namesOf } from "./namesOf.ts";
import { type Result, resultOf } from "./resultOf.ts";
import type { Subject } from "./Subject.ts";

/**
 * Searches systems, and those that agree in all that they ask of their kernels once. A result with traces is
 * not shared: a trace tells its kernel.
 */
export class Searches {
  private readonly options: CheckOptions;
  private readonly searched: { result: Result; asked: ReadonlySet<string> }[] = [];

  constructor(options: CheckOptions = {}) {
    this.options = options;
  }

  of(subject: Subject, onLevel?: (progress: Progress) => void): Result {
    return this.known(subject) ?? this.kept(checkSystem(subject, this.options, onLevel));
  }

  /** The same, in turns with whatever else the program does. */
  async inTurns(subject: Subject): Promise<Result> {
    return this.known(subject) ?? this.kept(await checkSystemInTurns(subject, this.options));
  }

  private known(subject: Subject): Result | null {
    const found = this.searched.find(({ result, asked }) =>
      isSameSystem(result.subject, subject, asked),
    );
    return found?.result.rows.every(({ trace }) => trace === null)
      ? renamed(found.result, subject)
      : null;
  }

  private kept(checked: Checked): Result {
    const result = resultOf(checked);
    this.searched.push({ result, asked: checked.asked });
    return result;
  }
}

/** A result under the name of a subject whose system is the same. */
function renamed(result: Result, subject: Subject): Result {
  const laws = new Set(subject.invariants.map(({ id }) => id));
  const rows = result.rows.map((row) => ({
    ...row,
    ...namesOf(subject),
    ...(laws.has(row.property) && judged(subject, row.property, row.verdict)),
  }));
  return { ...result, subject, rows };
}
