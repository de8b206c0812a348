import type { Row } from "../../checks/index.ts";
import { renderTrace } from "../renderTrace.ts";
import { unmetText } from "../unmetText.ts";

/** GitHub shows so many errors of a step. */
const mostAnnotations = 10;

/** Rows as workflow commands: an error for each that is not as it should be, and one line for them all. */
export function githubText(rows: readonly Row[]): string {
  const wrong = rows.filter(({ met }) => !met);
  const errors = wrong
    .slice(0, wrong.length > mostAnnotations ? mostAnnotations - 1 : mostAnnotations)
    .map(errorOf);
  const left = wrong.length - errors.length;
  const more = left === 0 ? [] : [command("error", "ptecheck", `${left} more are not as expected`)];
  const [summary, text] =
    wrong.length === 0
      ? ["notice", `${rows.length} verdicts, all as expected`]
      : ["warning", `${rows.length} verdicts, ${wrong.length} not as expected`];
  return [...errors, ...more, command(summary, "ptecheck", text)].join("\n");
}

function errorOf(row: Row): string {
  const { scenario, kernel, mapping, property, verdict, trace } = row;
  const title = `${property}: ${verdict} (${scenario}, Linux ${kernel}, ${mapping})`;
  const why = trace === null ? "" : `\n\n${renderTrace(trace)}`;
  return command("error", title, `${unmetText(row)}${why}`);
}

/** See "Workflow commands for GitHub Actions": data and properties are escaped apart. */
function command(name: string, title: string, message: string): string {
  const data = (text: string) =>
    text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = data(title).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return `::${name} title=${property}::${data(message)}`;
}
