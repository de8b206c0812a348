import { CommanderError } from "commander";
import { exitCodes } from "./exitCodes.ts";
import { Interrupted } from "./Interrupted.ts";
import { visible } from "./visible.ts";

/** One clear error on stderr, and the exit code. */
export async function reportError(error: unknown): Promise<number> {
  // Commander has said it already.
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? exitCodes.met : exitCodes.usage;
  if (error instanceof Interrupted) {
    process.stderr.write("interrupted: nothing is claimed\n");
    return exitCodes.interrupted;
  }
  process.stderr.write(visible(await textOf(error)));
  return exitCodes.usage;
}

async function textOf(error: unknown): Promise<string> {
  const { UsageError } = await import("../checks/index.ts");
  const { LanguageError } = await import("../model/language/index.ts");
  if (error instanceof UsageError) return `error: ${error.message}\n${error.advice}\n`;
  if (error instanceof LanguageError) return `error in the model: ${error.message}\n`;
  return `error: ptecheck failed: ${error instanceof Error ? error.stack : String(error)}\n`;
}
