import { type Subject, traceSubjectOf } from "../../checks/index.ts";
import { aRun, type Trace, traceOf } from "../../counterexamples/index.ts";
import { renderLanes, told, wrap } from "../../render/index.ts";
import { lightsAt, movesAt, type NamedMove, type Walk, walkOf } from "../../walk/index.ts";

/** A run that somebody takes step by step, and what is told of it. */
export class Walking {
  private readonly subject: Subject;
  private walk: Walk;

  constructor(subject: Subject) {
    this.subject = subject;
    this.walk = walkOf(subject, []);
  }

  /** What everybody can do now, numbered, in the order of the actors; and who cannot, and why. */
  options(): { readonly moves: readonly NamedMove[]; readonly lines: readonly string[] } {
    const { reference, run } = this.walk;
    const isOver = run.steps.length === run.states.length;
    const moves: NamedMove[] = [];
    if (isOver)
      return { moves, lines: ["The last step broke a rule of the model: undo, or quit."] };
    const actors = movesAt(reference, run.states[run.states.length - 1]);
    const width = Math.max(...actors.map(({ actor }) => actor.length));
    const lines = actors.flatMap((one) => {
      const head = (number: string) => `${number.padStart(4)}  ${one.actor.padEnd(width)}  `;
      if (one.moves.length === 0) return [`${head("-")}${one.blocked}`];
      return one.moves.map(({ move, says }) => `${head(String(moves.push(move)))}${says}`);
    });
    const isStuck = moves.length === 0 && !reference.isFinished(run.states[run.states.length - 1]);
    return { moves, lines: isStuck ? [...lines, "Nobody can move any more."] : lines };
  }

  /** Takes a step, and tells it: what it did and changed, and the laws that it broke. */
  take(move: NamedMove): string[] {
    const before = new Set(this.broken());
    this.walk = walkOf(this.subject, [...this.walk.moves, move]);
    const { states, steps } = this.walk;
    const [line] = told({ initial: states[states.length - 2], steps: steps.slice(-1) });
    const changes = line.changes.length === 0 ? "" : ` [${line.changes.join("; ")}]`;
    const broken = this.broken().filter((law) => !before.has(law));
    const isQuiet = line.step.says === null && move.chosen.length > 0;
    const says = isQuiet ? `chooses ${move.chosen.join(", ")}` : line.says;
    return [
      ...wrap(`${steps.length}. ${line.actor}: ${says}${changes}`, ""),
      ...broken.flatMap((law) => wrap(`Violated: ${law}`, "")),
    ];
  }

  /** Takes back steps: how many there were. */
  undo(many: number): number {
    const { moves } = this.walk;
    const left = Math.max(0, moves.length - many);
    this.walk = walkOf(this.subject, moves.slice(0, left));
    return moves.length - left;
  }

  /** The one of these moves that chooses options by these numbers. */
  chosen(moves: readonly NamedMove[], choices: readonly number[]): NamedMove | undefined {
    return moves.find((move) => {
      const { run } = walkOf(this.subject, [...this.walk.moves, move]);
      return run.steps.at(-1)?.choices.join() === choices.join();
    });
  }

  laws(): string[] {
    const lights = lightsAt(this.walk, this.walk.steps.length);
    const width = Math.max(0, ...lights.map(({ law }) => law.id.length));
    return lights.map(({ law, light, wrong }) => {
      const text = light === "silent" ? "says nothing here" : light;
      return `  ${law.id.padEnd(width)}  ${text}${wrong === null ? "" : `: ${wrong}`}`;
    });
  }

  /** The run so far, of which nothing is claimed. */
  trace(): Trace {
    const { reference, run } = this.walk;
    const told = traceSubjectOf(this.subject, reference.system.actors, aRun);
    // No command shows this very run: one that goes through the same system does.
    const command = told.command.replace("ptecheck check", "ptecheck walk");
    return traceOf(reference, { ...told, command }, run.steps);
  }

  drawn(): string {
    return renderLanes(this.trace());
  }

  private broken(): string[] {
    return lightsAt(this.walk, this.walk.steps.length)
      .filter(({ light }) => light === "violated" || light === "error")
      .map(({ law, wrong }) => (wrong === null ? law.id : `${law.id}: ${wrong}`));
  }
}
