import type { Bisection, Flip, RuleChange, Span } from "../../checks/index.ts";
import { hanging } from "../wrap.ts";
import { changesText } from "./changesText.ts";

type Repair = NonNullable<Bisection["repair"]>;

/** Where a law flips, and by which rules: what can be pasted into a mail. */
export function bisectText(statement: string, bisections: readonly Bisection[]): string {
  const [{ law }] = bisections;
  const flipping = bisections.filter(({ flips, repair }) => flips.length > 0 || repair !== null);
  const steady = bisections.filter((one) => !flipping.includes(one));
  return [
    ...hanging(`${law}: `, statement, "  "),
    ...flipping.flatMap((one) => ["", ...bisectionLines(one)]),
    ...(steady.length === 0 ? [] : ["", "It never flips in:"]),
    ...steady.flatMap(({ scenario, mapping, spans }) =>
      hanging("  ", `${scenario}, ${mapping}: ${spans.map(spanText).join("; ")}`, "    "),
    ),
    ...meaningLines(flipping),
  ].join("\n");
}

function bisectionLines({ scenario, mapping, spans, flips, repair }: Bisection): string[] {
  return [
    ...hanging("", `${scenario}, ${mapping}: ${spans.map(spanText).join("; ")}`, "  "),
    ...flips.flatMap(flipLines),
    ...(repair === null ? [] : repairLines(repair)),
  ];
}

/** "violated 3.14–6.1". */
export function spanText({ from, to, verdict }: Span): string {
  return `${verdict} ${from === to ? "on " : ""}${from}${from === to ? "" : `–${to}`}`;
}

function flipLines({ from, to, before, after, by }: Flip): string[] {
  return hanging("  ", `${from} → ${to}, ${before} → ${after}: ${changesText(by)}`, "    ");
}

function repairLines({ bad, good, differences, sets, alone, breaks }: Repair): string[] {
  const others = alone.filter(({ rule }) => !sets.sets.some(([one]) => one.rule === rule));
  const scope = `${bad} and ${good} differ in ${differences} rule${differences === 1 ? "" : "s"}`;
  const tried = sets.isExhaustive ? "" : " (no more than 3 at once were tried, and all together)";
  const mending = sets.sets.map((set) => set.map(shortText).join(" with ")).join("; or ");
  return [
    ...hanging(
      "  ",
      `${scope}; ${bad} is mended by ${mending || "(!) none of them"}${tried}`,
      "    ",
    ),
    ...line(`${bad} is mended as well by one other rule alone`, others),
    ...line(`${good} is broken by one change`, breaks),
  ];
}

function line(what: string, changes: readonly RuleChange[]): string[] {
  if (changes.length === 0) return [];
  return hanging("  ", `${what}: ${changes.map(shortText).join("; or ")}`, "    ");
}

/** "delayRmap", "without delayRmap". */
function shortText({ rule, value }: RuleChange): string {
  return value ? rule : `without ${rule}`;
}

/** What the rules that were named mean, once each. */
function meaningLines(bisections: readonly Bisection[]): string[] {
  const named = bisections.flatMap(({ flips, repair }) => [
    ...flips.flatMap(({ by }) => by.sets.flat()),
    ...(repair === null ? [] : [...repair.sets.sets.flat(), ...repair.alone, ...repair.breaks]),
  ]);
  const rules = named.filter(({ rule }, at) => named.findIndex((one) => one.rule === rule) === at);
  return rules.flatMap(({ rule, since, commit, meaning, source }) => [
    "",
    ...hanging("", `${rule} (since ${since}, commit ${commit}): ${meaning}.`, "  "),
    ...hanging("  ", source, "    "),
  ]);
}
