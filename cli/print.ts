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

/** Results go to stdout; in ASCII where the locale asks for it. */
export function print(text = ""): void {
  const shown = isAscii(process.env) ? text.replaceAll(/[→…×–“”’]/g, (char) => plain[char]) : text;
  process.stdout.write(`${shown}\n`);
}
