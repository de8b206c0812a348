import type { Condition } from "./Condition.ts";

/** Makes conditions that say the same in the same words one object. */
export class Same {
  private readonly known = new Map<string, Condition>();
  private readonly numbers = new Map<Condition, number>();

  /** The first condition that was asked for in these words. */
  of(condition: Condition): Condition {
    if (this.numbers.has(condition)) return condition;
    const key = this.keyOf(condition);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, condition);
    this.numbers.set(condition, this.numbers.size);
    return condition;
  }

  private keyOf(condition: Condition): string {
    const number = (part: Condition) => this.numbers.get(this.of(part));
    switch (condition.kind) {
      case "constant":
        return String(condition.value);
      case "is":
        return `${condition.variable.name} ${condition.isNot ? "not" : ""}${condition.codes}`;
      case "not":
        return `not ${number(condition.of)}`;
      case "all":
      case "any":
        return `${condition.kind} ${condition.of.map(number)}`;
      case "named":
        return `named ${condition.definition.name}`;
    }
  }
}
