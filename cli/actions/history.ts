import { type Proof, pick, type Row, UsageError } from "../../checks/index.ts";
import { type Bug, bugs } from "../../history/index.ts";
import { renderLanes, renderTrace, wrap } from "../../render/index.ts";
import { table } from "../../render/tables/index.ts";
import { exitCodes } from "../exitCodes.ts";
import { print, printColoured } from "../print.ts";
import { type Asked, withWorkers } from "../workers/index.ts";

/** What the user of the command may set. */
export interface HistoryOptions {
  readonly list?: boolean;
  readonly lanes?: boolean;
  readonly json?: boolean;
  readonly workers?: Asked;
}

/** Checks bugs of the past and prints what came of them, or only lists them. */
export async function runHistory(ids: readonly string[], options: HistoryOptions): Promise<void> {
  assertFits(ids, options);
  const picked = pick("bug", ids, bugs, ({ id }) => id);
  if (options.list) {
    print(options.json ? JSON.stringify(picked, null, 2) : listOf(picked));
    return;
  }
  const isTold = ids.length > 0;
  const traces = isTold || options.json === true;
  const jobs = picked.map(({ id }, at) => {
    return { subjects: [] as const, bug: id, traces, place: at, of: picked.length };
  });
  const proofs = await withWorkers(options.workers, (workers) => workers.whole("proof", jobs));
  if (options.json) print(JSON.stringify(proofs, null, 2));
  else tell(proofs, isTold, options);
  if (proofs.some(({ isProven }) => !isProven)) process.exitCode = exitCodes.unmet;
}

function assertFits(ids: readonly string[], { list, lanes, json }: HistoryOptions): void {
  if (lanes && (json || list || ids.length === 0)) {
    throw new UsageError(
      "--lanes draws the trace of a bug that is named",
      "Name one, without --list and --json: npx ptecheck history dirty-cow --lanes",
    );
  }
}

function listOf(picked: readonly Bug[]): string {
  return table(
    ["bug", "breaks", "in", "mended", "commit"],
    picked.map((bug) => [
      bug.id,
      bug.breaks,
      `${bug.scenario}, ${bug.mapping}`,
      bug.holds,
      `${bug.fix.commit} ("${bug.fix.title}")`,
    ]),
  );
}

function tell(proofs: readonly Proof[], isTold: boolean, { lanes }: HistoryOptions): void {
  printColoured(
    table(
      ["bug", "breaks", "in", "before", "after", "without the fix"],
      proofs.map(({ bug, before, after, reverted }) => [
        bug.id,
        bug.breaks,
        `${bug.scenario}, ${bug.mapping}`,
        `${bug.refuted}: ${before.verdict}`,
        `${bug.holds}: ${after.verdict}`,
        `${bug.fix.rule}: ${reverted.verdict}`,
      ]),
    ),
  );
  const wrong = proofs.filter(({ isProven }) => !isProven);
  print(
    wrong.length === 0
      ? `\n${proofs.length} of ${proofs.length}: refuted before the fix, and on the first release after it without that rule; held with it.`
      : `\nNot as it should be (violated, holds, violated): ${wrong.map(({ bug }) => bug.id).join(", ")}.`,
  );
  if (isTold) for (const proof of proofs) print(`\n${storyOf(proof, lanes === true)}`);
}

/** What went wrong, what mended it, and the shortest run that shows it. */
function storyOf({ bug, before }: Proof, isInLanes: boolean): string {
  const { id, names = [], what, fix, holds, told } = bug;
  const part = (title: string, text: string) => [title, ...wrap(text, "  ")];
  return [
    ...part([id, ...names].join(", "), what),
    ...part(
      `Mended in ${holds}`,
      `${fix.commit} ("${fix.title}"); the rule ${fix.rule}: npx ptecheck kernels`,
    ),
    ...part("Told", told),
    ...traceOf(before, isInLanes),
  ].join("\n");
}

function traceOf({ trace }: Row, isInLanes: boolean): readonly string[] {
  if (trace === null) return [];
  return ["", isInLanes ? renderLanes(trace) : renderTrace(trace)];
}
