import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { didYouMean, type Subject, UsageError } from "../../checks/index.ts";
import { print } from "../print.ts";
import { labelOf } from "../progress.ts";
import { readTraces } from "../readTraces.ts";
import { cannotWrite } from "../reporters/index.ts";
import type { SelectionOptions } from "../selectionOptions.ts";
import { selectWith } from "../selectWith.ts";
import { Walking } from "./Walking.ts";

/** What the user of the command may set. */
export interface WalkCommandOptions extends SelectionOptions {
  readonly from?: string;
}

/** Goes through a system as the lines of stdin say. */
export async function runWalk(scenario: string, options: WalkCommandOptions): Promise<void> {
  const subject = only(await selectWith([scenario], options));
  const walking = new Walking(subject);
  print(`${labelOf(subject)}. Pick a step by its number; undo, trace, laws, save <file>, quit.`);
  if (options.from !== undefined) begin(walking, options.from);
  show(walking);
  const lines = createInterface({ input: process.stdin });
  prompt();
  for await (const line of lines) {
    if (!obey(walking, line.trim())) break;
    prompt();
  }
  lines.close();
}

function only(subjects: readonly Subject[]): Subject {
  const [subject] = subjects;
  if (subjects.length === 1) return subject;
  throw new UsageError(
    `walk goes through one system, and these are ${subjects.length}`,
    `Pick one kernel and one mapping, as in: -k ${subject.kernel} -m ${subject.mapping}`,
  );
}

/** On a terminal only: what is piped is no conversation. */
function prompt(): void {
  if (process.stdin.isTTY) process.stdout.write("> ");
}

function show(walking: Walking): void {
  print(walking.options().lines.join("\n"));
}

/** Takes the steps of a trace, as far as this system has them. */
function begin(walking: Walking, file: string): void {
  const [{ steps }] = readTraces(file);
  for (const [at, { actor, procedure, step, choices }] of steps.entries()) {
    const place = `${procedure}.${step}`;
    const moves = walking
      .options()
      .moves.filter((one) => one.actor === actor && one.place === place);
    const move = walking.chosen(moves, choices);
    if (move === undefined) {
      print(
        `${file}: step ${at + 1}, ${actor} ${place}, is not possible here; the walk goes on from there.`,
      );
      return;
    }
    print(walking.take(move).join("\n"));
  }
}

const words = ["undo", "trace", "laws", "save", "quit"];

/** Does what a line says; false if it is over. */
function obey(walking: Walking, line: string): boolean {
  const [word, ...rest] = line.split(/\s+/);
  if (/^\d/.test(word)) takeAll(walking, [word, ...rest]);
  else if (word === "quit" || word === "q") return false;
  else if (word === "undo" || word === "u") undo(walking, rest[0] ?? "1");
  else if (word === "trace" || word === "t") print(walking.drawn());
  else if (word === "laws" || word === "l") print(walking.laws().join("\n"));
  else if (word === "save" || word === "s") save(walking, rest.join(" "));
  else if (word !== "") {
    print(
      `unknown: ${JSON.stringify(word)}${didYouMean(word, words)} Use a number, ${words.join(", ")}.`,
    );
  }
  return true;
}

function takeAll(walking: Walking, numbers: readonly string[]): void {
  for (const number of numbers) {
    const { moves } = walking.options();
    const move = /^\d+$/.test(number) ? moves[Number(number) - 1] : undefined;
    if (move === undefined) {
      print(`there is no step ${JSON.stringify(number)}: give a number from 1 to ${moves.length}`);
      break;
    }
    print(walking.take(move).join("\n"));
  }
  show(walking);
}

function undo(walking: Walking, many: string): void {
  if (!/^\d+$/.test(many)) {
    print(`undo takes how many steps: undo 2, not undo ${many}`);
    return;
  }
  print(`${walking.undo(Number(many))} taken back`);
  show(walking);
}

/** A file that cannot be written is no end of the walk. */
function save(walking: Walking, file: string): void {
  if (file === "") {
    print("save takes a file: save run.json");
    return;
  }
  try {
    writeFileSync(file, `${JSON.stringify(walking.trace(), null, 2)}\n`);
    print(`wrote ${file}: npx ptecheck replay ${file}`);
  } catch (error) {
    print(cannotWrite(file, error).message);
  }
}
