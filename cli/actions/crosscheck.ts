import { existsSync } from "node:fs";
import { compiledOf, pick, type Subject, UsageError } from "../../checks/index.ts";
import {
  type Crosschecked,
  crosscheck,
  missingFor,
  type Peer,
  peers,
  tlcOf,
} from "../../crosscheck/index.ts";
import { allPasses, type Compiled, noPasses } from "../../explorer/compile/index.ts";
import { explore } from "../../explorer/search/index.ts";
import { count } from "../../render/index.ts";
import { table } from "../../render/tables/index.ts";
import { availableMemory } from "../availableMemory.ts";
import { exitCodes } from "../exitCodes.ts";
import { print } from "../print.ts";
import { clearStatus, labelOf, showStatus } from "../progress.ts";
import type { SelectionOptions } from "../selectionOptions.ts";
import { selectWith } from "../selectWith.ts";

/** What the user of the command may set. */
export interface CrosscheckCommandOptions extends SelectionOptions {
  readonly engine?: string[];
  readonly tlcJar?: string;
  readonly asWritten?: boolean;
  readonly json?: boolean;
}

/** A system, and what came of comparing. */
interface Compared extends Crosschecked {
  readonly subject: Subject;
}

/** Has others search what scenarios and options name, and prints what they found beside what we did. */
export async function runCrosscheck(
  scenarios: readonly string[],
  options: CrosscheckCommandOptions,
): Promise<void> {
  const engines = enginesIn(options);
  const subjects = await selectWith(scenarios, options);
  const passes = options.asWritten ? noPasses : allPasses;
  const all: Compared[] = [];
  for (const [at, subject] of subjects.entries()) {
    showStatus(() => `[${at + 1}/${subjects.length}] ${labelOf(subject)}`);
    const compiled = compiledOf(subject, passes).compiled as Compiled;
    const exploration = explore(compiled, { maxMemory: availableMemory() });
    if (exploration.bound === "memory") throw tooLarge(subject);
    all.push({ subject, ...(await crosscheck(compiled, exploration, engines)) });
  }
  clearStatus();
  if (options.json) print(JSON.stringify(all.flatMap(jsonOf), null, 2));
  else print(textOf(all));
  const isWrong = all.some(({ others }) => others.some(({ differences }) => differences.length));
  process.exitCode = isWrong ? exitCodes.unmet : exitCodes.met;
}

/** The engines that are asked for; all must be there. */
function enginesIn({ engine, tlcJar }: CrosscheckCommandOptions): readonly Peer[] {
  const names = [...peers.map(({ name }) => name), "tlc"];
  const asked =
    engine === undefined ? names.slice(0, -1) : pick("engine", engine, names, String, "");
  return asked.map((name) => {
    const peer = peers.find((one) => one.name === name) ?? tlcOf(jarOf(tlcJar));
    const [missing] = missingFor(peer);
    if (missing === undefined) return peer;
    throw new UsageError(
      `${name} needs ${missing.program}, which is not installed`,
      `It is in the Debian package ${missing.debian}: apt-get install ${missing.debian}`,
    );
  });
}

function tooLarge(subject: Subject): UsageError {
  return new UsageError(
    `${labelOf(subject)} takes more memory than a search may have here`,
    "Compare a smaller scenario: all its states are needed. export/README.md says what takes larger ones.",
  );
}

function jarOf(file: string | undefined): string {
  if (file !== undefined && existsSync(file)) return file;
  throw new UsageError(
    file === undefined ? "tlc needs its tla2tools.jar" : `there is no ${file}`,
    "Name the file: --tlc-jar tla2tools.jar. It comes with the releases of https://github.com/tlaplus/tlaplus.",
  );
}

function jsonOf({ subject, ours, others }: Compared) {
  const { scenario, kernel, mapping, proposal } = subject;
  return [{ engine: "ptecheck", found: ours, differences: [] }, ...others].map(
    ({ engine, found, differences }) => ({
      scenario: scenario.id,
      kernel,
      mapping,
      proposal: proposal?.id ?? null,
      engine,
      states: found.states,
      transitions: found.transitions,
      seen: [...found.seen],
      seconds: found.seconds,
      differences,
    }),
  );
}

function textOf(all: readonly Compared[]): string {
  const head = ["scenario", "kernel", "mapping", "engine", "states", "transitions", "verdicts", ""];
  const wrong = all.flatMap(({ subject, others }) =>
    others.flatMap(({ engine, differences }) =>
      differences.map((one) => `${labelOf(subject)}: ${engine} finds ${one}`),
    ),
  );
  const pairs = all.flatMap(({ others }) => others).length;
  const last =
    wrong.length === 0
      ? [`All ${count(pairs)} searches by others agree with ours: states, transitions, verdicts.`]
      : wrong;
  return [table(head, all.flatMap(linesOf)), "", ...last].join("\n");
}

function linesOf({ subject, model, ours, others }: Compared): string[][] {
  const names = [subject.scenario.id, subject.kernel, subject.mapping];
  const cells = ({ states, transitions, seen }: Crosschecked["ours"]) => [
    count(states),
    count(transitions),
    model.questions
      .filter(({ text, isTold }) => isTold && seen.has(text))
      .map(({ text }) => text)
      .join("\n") || "nothing is violated or reached",
  ];
  return [
    [...names, "ptecheck", ...cells(ours), ""],
    ...others.map(({ engine, found, differences }) => [
      "",
      "",
      "",
      engine,
      ...cells(found),
      differences.length === 0 ? "agrees" : "differs",
    ]),
  ];
}
