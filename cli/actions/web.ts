import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { idsIn, select, UsageError } from "../../checks/index.ts";
import { fragmentOf } from "../../render/index.ts";
import { pageAt } from "../pageAt.ts";
import { pagePath } from "../pagePath.ts";
import { print } from "../print.ts";
import { cannotWrite } from "../reporters/index.ts";

/** What the user of the command may set. */
export interface WebOptions {
  readonly kernel?: string;
  readonly mapping?: string;
  readonly proposal?: string[];
  readonly out?: string;
  readonly open: boolean;
}

/** Opens the page, at a question if there is one, and says where it is; or writes it to a file. */
export async function runWeb(scenario: string | undefined, options: WebOptions): Promise<void> {
  const fragment = fragmentFor(scenario, options);
  const { out } = options;
  if (out !== undefined) write(out, fragment);
  // Where nobody looks at a terminal, nobody looks at a browser.
  else if (options.open && process.stdout.isTTY) await openAt(fragment);
  else print(`${pathToFileURL(pagePath())}${fragment}`);
}

/** Not every desktop hands the fragment of a link on to its browser: a file that begins at the question needs none. */
async function openAt(fragment: string): Promise<void> {
  const own = () => join(mkdtempSync(join(tmpdir(), "ptecheck-")), "ptecheck.html");
  const file = fragment === "" ? pagePath() : own();
  if (fragment !== "") writeFileSync(file, pageAt(fragment));
  const url = String(pathToFileURL(file));
  print(url);
  const { default: open } = await import("open");
  const browser = await open(url);
  browser.once("error", ({ message }) => process.stderr.write(`no browser: ${message}\n`));
}

function write(out: string, fragment: string): void {
  try {
    writeFileSync(out, pageAt(fragment));
  } catch (error) {
    throw cannotWrite(out, error);
  }
  print(`wrote ${out}`);
}

/** The question as the fragment of a link; empty if there is none. What it names exists. */
function fragmentFor(
  scenario: string | undefined,
  { kernel, mapping, proposal = [] }: WebOptions,
): string {
  const given = kernel ?? mapping ?? proposal[0];
  if (scenario === undefined) {
    if (given === undefined) return "";
    throw new UsageError(
      `${given} of which scenario?`,
      "Name it first, as in: npx ptecheck web zap-race --kernel 6.1",
    );
  }
  const [subject] = select({
    scenarios: [scenario],
    kernels: kernel === undefined ? [] : [kernel],
    mappings: mapping === undefined ? [] : [mapping],
    proposal,
  });
  return fragmentOf({
    scenario,
    kernel: kernel === undefined ? null : subject.kernel,
    mapping: subject.mapping,
    proposal: subject.proposal === null ? null : idsIn(subject.proposal.id).join(","),
  });
}
