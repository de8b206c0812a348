import pc from "picocolors";
import { type Answer, type Judged, type MailAnswer, mail } from "../../answers/index.ts";
import { commandLines, wrap } from "../../render/index.ts";

const inShort = { yes: "Yes.", no: "No.", "in part": "In part." } as const;

/** "Am I right?", and a paragraph for each question, for a mail. */
export function mailText({ rightness, claims, answers, scope }: MailAnswer): string {
  const { from, date, messageId, question } = mail;
  return [
    pc.bold(`> ${question}`),
    `${from}, ${date},`,
    `<${messageId}>`,
    "",
    pc.bold(inShort[rightness]),
    ...claims.flatMap((claim, at) => claimLines("abcdefgh"[at], claim)),
    "",
    ...scopeLines(scope),
    ...answers.flatMap(answerLines),
  ].join("\n");
}

function claimLines(letter: string, { claim, sentences }: Judged): string[] {
  const [first, ...rest] = wrap(`${claim}? ${sentences.join(" ")}`, "    ");
  return [`(${letter})${first.slice(3)}`, ...rest];
}

function scopeLines({
  kernels,
  file,
  pages,
  frames,
  mms,
  cpus,
  caveats,
}: MailAnswer["scope"]): string[] {
  const count = (many: number, what: string) => `${many} ${what}${many === 1 ? "" : "s"}`;
  return wrap(
    `Every reachable state of each scenario was visited: ${count(pages, "virtual page")}, up to ${count(frames, "frame")}, ${count(mms, "mm")}, up to ${count(cpus, "CPU")}, on Linux ${kernels.join(", ")}. "A file" is ${file}.${caveats.map((caveat) => ` ${caveat}`).join("")}`,
    "",
  );
}

function answerLines({ question, sentences, limits, commands }: Answer): string[] {
  return [
    "",
    ...wrap(question, "> ").map((line) => pc.bold(line)),
    "",
    ...wrap(sentences.join(" "), ""),
    ...limits.flatMap((limit) => wrap(`Not modelled: ${limit}`, "")),
    ...commands.flatMap((command) => commandLines("  $ ", `npx ptecheck ${command}`, "      ")),
  ];
}
