import type { Random } from "fast-check";

/** Random decisions, all from one source that fast-check seeds. */
export class Dice {
  private readonly random: Random;
  /** May the system break rules, throw and block, and does what is generated now? */
  private readonly isCareless: boolean;
  private isCarelessHere: boolean;

  constructor(random: Random) {
    this.random = random;
    this.isCareless = this.percent(75);
    this.isCarelessHere = this.isCareless;
  }

  /** A whole number from 0 to `count` - 1. */
  below(count: number): number {
    return this.random.nextInt(0, count - 1);
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return this.random.nextInt(least, most);
  }

  /** True in so many of a hundred cases. */
  percent(chance: number): boolean {
    return this.below(100) < chance;
  }

  /** Is something wrong here? Never in a careful system. */
  flaw(chance: number): boolean {
    return this.isCarelessHere && this.percent(chance);
  }

  /** From here on things are wrong with another chance, if at all: what always fails hides the rest. */
  turn(chance: number): void {
    this.isCarelessHere = this.isCareless && this.percent(chance);
  }

  pick<T>(options: readonly T[]): T {
    return options[this.below(options.length)];
  }

  /** One of the options, each as often as its weight says. */
  weighted<T>(options: readonly (readonly [number, T])[]): T {
    let rest = this.below(options.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, option] of options) {
      rest -= weight;
      if (rest < 0) return option;
    }
    throw new Error("weights have no sum");
  }

  some<T>(options: readonly T[], chance: number): T[] {
    return options.filter(() => this.percent(chance));
  }

  shuffled<T>(options: readonly T[]): T[] {
    const rest = [...options];
    return options.map(() => rest.splice(this.below(rest.length), 1)[0]);
  }

  times<T>(count: number, make: (at: number) => T): T[] {
    return Array.from({ length: count }, (_, at) => make(at));
  }
}
