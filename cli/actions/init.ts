import { writeFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { didYouMean, UsageError } from "../../checks/index.ts";
import { proposalStart } from "../own/index.ts";
import { print } from "../print.ts";
import { extensions } from "../proposalsOf.ts";

const kinds: readonly string[] = ["proposal"];

/** Writes a commented start of a proposal, and says how to check it. */
export function runInit(kind: string, file = "./my-proposal.ts"): void {
  if (!kinds.includes(kind)) {
    throw new UsageError(
      `unknown kind ${JSON.stringify(kind)}${didYouMean(kind, kinds)}`,
      `Use one of: ${kinds.join(", ")}. See: ptecheck init --help`,
    );
  }
  if (!extensions.includes(extname(file))) {
    throw new UsageError(
      `cannot begin a proposal in ${JSON.stringify(file)}`,
      `Give a name that ends in ${extensions.join(", ")}.`,
    );
  }
  const name = basename(file, extname(file));
  write(file, proposalStart(/^\w[\w.-]*$/.test(name) ? name : "my-proposal"));
  print(`wrote ${file}\nCheck it: ptecheck check zap-race --proposal ${file}`);
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "EEXIST") {
      throw new UsageError(`${file} exists already`, "Give another name, or move it away first.");
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`cannot write ${file}: ${reason}`, "Give a path in a folder that exists.");
  }
}
