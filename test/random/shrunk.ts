import type { SystemAst } from "./ast.ts";
import { smaller } from "./smaller.ts";

/** What differs, without the numbers: two systems that differ in this have the same fault, probably. */
export function kindOf(what: string): string {
  return what.split("\n")[0].replaceAll(/\d+/g, "").slice(0, 60);
}

/**
 * The smallest system that can be reached by leaving out part after part, so that `whatOf` it stays of one
 * kind; what cannot be built or compared is passed over. Gives up after some seconds.
 */
export function shrunk(
  ast: SystemAst,
  whatOf: (ast: SystemAst) => string | null,
  seconds: number,
): SystemAst {
  const wanted = whatOf(ast);
  const isSame = (one: SystemAst) => {
    try {
      const what = whatOf(one);
      return what !== null && wanted !== null && kindOf(what) === kindOf(wanted);
    } catch {
      return false;
    }
  };
  const end = performance.now() + 1000 * seconds;
  let smallest = ast;
  for (let isDone = false; !isDone; ) {
    isDone = true;
    for (const one of smaller(smallest)) {
      if (performance.now() > end) return smallest;
      if (!isSame(one)) continue;
      smallest = one;
      isDone = false;
      break;
    }
  }
  return smallest;
}
