import type { Command } from "commander";
import { workers } from "./numbers.ts";

/** The options by which a command's user picks systems. */
export interface SelectionOptions {
  readonly kernel?: string[];
  readonly mapping?: string[];
  readonly invariant?: string[];
  /** Names and files. */
  readonly proposal?: string[];
}

/** Adds those options to a command. */
export function addSelectionOptions(command: Command): Command {
  return command
    .option(
      "-k, --kernel <names>",
      "kernels, separated by commas, as in 6.6, v6.6, 6.1.192 (default: 5.12,6.1,6.12)",
      commaList,
    )
    .option("-m, --mapping <names>", "mappings, separated by commas", commaList)
    .option(
      "-i, --invariant <ids|files>",
      "ask for these invariants instead of the scenario's: by name, or files of your own (.ts, .js)",
      commaList,
    )
    .option(
      "-p, --proposal <id|file>",
      "with this change of the semantics: a proposal or broken variant by its name, or a file of your own (.ts, .js); several are applied together, in order",
      oneMore,
    );
}

/** The option that says on how many threads systems are searched. */
export const workersOption = [
  "--workers <n|auto>",
  "search so many systems at once; auto: as many as there are cores, and memory (default: auto where there is much to do)",
  workers,
] as const;

/** A value after those of the same option before it. */
export function oneMore(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** The parts of a list that is separated by commas, after those of the same option before it. */
export function commaList(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(",").map((part) => part.trim())];
}
