import { columns, hanging } from "./wrap.ts";

const glue = "\0";

/** A command after a head, as a shell takes it where it is longer than a line. */
export function commandLines(head: string, command: string, indent: string): string[] {
  // An option keeps its value beside it, and what is quoted is one word.
  const glued = command
    .replaceAll(/'[^']*'/g, (quoted) => quoted.replaceAll(" ", glue))
    .replaceAll(/(?<= --?[\w-]+) (?!-)/g, glue);
  const lines = hanging(head, glued, indent, columns - 2);
  return lines.map(
    (line, at) => `${line.replaceAll(glue, " ")}${at === lines.length - 1 ? "" : " \\"}`,
  );
}
