import { withoutTexts } from "../../checks/index.ts";
import type { StepTexts } from "./StepTexts.ts";
import { scope } from "./scope.ts";

/** What a text in backquotes has from code. */
const filledIn = /\$\{([^}]*)\}/g;

/** The words of code that are among these names, where they are no fields of something, nor keys on their lines. */
export function namesIn(code: string, known: Readonly<Record<string, unknown>>): string[] {
  const inTexts = [...code.matchAll(filledIn)].map(([, inside]) => inside);
  const words = [code, ...inTexts]
    .map(withoutTexts)
    .join("\n")
    .replaceAll(/^\s*[\w$]+:/gm, "")
    .matchAll(/(?<![\w$]|(?<!\.\.)\.)[\w$]+/g);
  return [...new Set([...words].map(([word]) => word))].filter((word) =>
    Object.hasOwn(known, word),
  );
}

/** The texts of what code uses and no door exports, directly or through others; what is used stands first. */
export function helpersOf(code: string, { helpers }: StepTexts): string[] {
  const found: string[] = [];
  const find = (text: string) => {
    for (const name of namesIn(text, helpers)) {
      const helper = helpers[name];
      if (Object.hasOwn(scope, name) || helper === text || found.includes(helper)) continue;
      find(helper);
      found.push(helper);
    }
  };
  find(code);
  return found;
}
