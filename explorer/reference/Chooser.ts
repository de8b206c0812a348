import { blocked } from "../../model/language/index.ts";

/** Answers the choices of one run: as it is told, and after that always the first option. */
export class Chooser {
  readonly choices: number[] = [];
  readonly chosen: unknown[] = [];
  /** Was it told to take an option that there is not? */
  isMisfit = false;
  private readonly told: readonly number[];
  private readonly counts: number[] = [];

  constructor(told: readonly number[]) {
    this.told = told;
  }

  /** The option chosen; without options the step waits. */
  choose<T>(options: readonly T[]): T {
    if (options.length === 0) throw blocked;
    const choice = this.told[this.choices.length] ?? 0;
    if (!Number.isInteger(choice) || choice < 0 || choice >= options.length) {
      this.isMisfit = true;
      throw new Error("the step chooses otherwise");
    }
    this.choices.push(choice);
    this.counts.push(options.length);
    this.chosen.push(options[choice]);
    return options[choice];
  }

  /** What to tell the next run, so that all choices are made in order; null after the last. */
  next(): number[] | null {
    const at = this.choices.findLastIndex((choice, index) => choice + 1 < this.counts[index]);
    return at < 0 ? null : [...this.choices.slice(0, at), this.choices[at] + 1];
  }
}
