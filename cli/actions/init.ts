import { writeFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { didYouMean, UsageError } from "../../checks/index.ts";
import { extensions } from "../namedOrOwn.ts";
import { invariantStart, proposalStart, scenarioStart } from "../own/index.ts";
import { print } from "../print.ts";

/** What can be begun: its text, and how it is checked. */
const starts = {
  proposal: { text: proposalStart, check: "zap-race --proposal " },
  scenario: { text: scenarioStart, check: "" },
  invariant: { text: invariantStart, check: "zap-race --invariant " },
} as const;

const isKind = (kind: string): kind is keyof typeof starts => Object.hasOwn(starts, kind);

/** Writes a commented start of something of one's own, and says how to check it. */
export function runInit(kind: string, given?: string): void {
  const kinds = Object.keys(starts);
  if (!isKind(kind)) {
    throw new UsageError(
      `unknown kind ${JSON.stringify(kind)}${didYouMean(kind, kinds)}`,
      `Use one of: ${kinds.join(", ")}. See: npx ptecheck init --help`,
    );
  }
  const file = given ?? `./my-${kind}.ts`;
  if (!extensions.includes(extname(file))) {
    throw new UsageError(
      `cannot begin ${kind === "invariant" ? "an" : "a"} ${kind} in ${JSON.stringify(file)}`,
      `Give a name that ends in ${extensions.join(", ")}.`,
    );
  }
  const { text, check } = starts[kind];
  const name = basename(file, extname(file));
  write(file, text(/^\w[\w.-]*$/.test(name) ? name : `my-${kind}`));
  print(`wrote ${file}\nCheck it: npx ptecheck check ${check}${file}`);
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
