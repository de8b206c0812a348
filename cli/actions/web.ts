import { writeFileSync } from "node:fs";
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
}

/** Says where the page is, at a question if there is one; or writes it to a file. */
export function runWeb(scenario: string | undefined, options: WebOptions): void {
  const fragment = fragmentFor(scenario, options);
  const { out } = options;
  if (out === undefined) {
    print(`${pathToFileURL(pagePath())}${fragment}`);
    return;
  }
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
