#!/usr/bin/env node
import { exitCodes } from "./exitCodes.ts";
import { run } from "./run.ts";

// A reader that has seen enough, as in `| head`, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  process.stderr.write(`error: cannot write the results: ${error.message}\n`);
  process.exit(exitCodes.usage);
});

await run(process.argv.slice(2));
