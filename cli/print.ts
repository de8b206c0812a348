import { visible } from "./visible.ts";

/** What a terminal of another encoding shows for it. */
const plain: Readonly<Record<string, string>> = {
  "→": "->",
  "…": "...",
  "×": "x",
  "–": "-",
  "“": '"',
  "”": '"',
  "’": "'",
};

/** Does the locale say an encoding that is not UTF-8? Where nothing is said, UTF-8 is the rule today. */
function isAscii(env: NodeJS.ProcessEnv): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  return locale !== "" && !/utf-?8/i.test(locale);
}

/**
 * Results go to stdout; in ASCII where the locale asks for it. What a terminal would obey is shown instead: a
 * step or a law of the user's may have said it.
 */
export function print(text = ""): void {
  printColoured(visible(text));
}

/** The same of a text with colours of our own, whose words are names, were written here, or are visible. */
export function printColoured(text: string): void {
  const shown = isAscii(process.env) ? asciiOf(text) : text;
  process.stdout.write(`${shown}\n`);
}

/** A text without what ASCII has not, as far as texts of ours use it. */
export function asciiOf(text: string): string {
  return text.replaceAll(/[→…×–“”’]/g, (char) => plain[char]);
}
