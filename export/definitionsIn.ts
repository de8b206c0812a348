import type { Condition, Definition } from "./Condition.ts";

/** The definitions that conditions use, and those that these use. */
export function definitionsIn(conditions: readonly Condition[]): ReadonlySet<Definition> {
  const found = new Set<Definition>();
  const visit = (condition: Condition): void => {
    switch (condition.kind) {
      case "constant":
      case "is":
        return;
      case "not":
        visit(condition.of);
        return;
      case "all":
      case "any":
        for (const one of condition.of) visit(one);
        return;
      case "named":
        if (found.has(condition.definition)) return;
        found.add(condition.definition);
        visit(condition.definition.condition);
    }
  };
  for (const condition of conditions) visit(condition);
  return found;
}
