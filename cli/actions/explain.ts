import { findInvariant } from "../../checks/index.ts";
import { type Rule, rules } from "../../model/kernels/index.ts";
import { brokenVariants, proposals } from "../../model/proposals/index.ts";
import { commandLines, wrap } from "../../render/index.ts";
import { scenarios } from "../../scenarios/index.ts";
import { print } from "../print.ts";

/** Prints all that is known of an invariant. */
export function runExplain(id: string, { json }: { json?: boolean }): void {
  const { statement, why, source, doesNotSay, mappings } = findInvariant(id);
  const asked = scenarios.filter(
    (scenario) =>
      scenario.asks.includes(id) && scenario.mappings.some((name) => mappings.includes(name)),
  );
  if (json) {
    const named = asked.map((scenario) => scenario.id);
    const facts = { id, statement, why, source, doesNotSay, mappings, scenarios: named };
    print(JSON.stringify(facts, null, 2));
    return;
  }
  const part = (title: string, text: string) => print(`${title}\n${wrap(text, "  ").join("\n")}\n`);
  part(id, statement);
  part("Why", why);
  part("In the kernel", source);
  part("What it does not say", doesNotSay);
  part("Mappings", mappings.join(", "));
  part("Asked by", asked.map((scenario) => `${scenario.id}${failures(scenario, id)}`).join("; "));
  print(commandLines("See it fail: ", commandThatBreaks(id), "  ").join("\n"));
}

/** A check of a variant that breaks the law, as one would type it: there is one for each. */
function commandThatBreaks(id: string): string {
  const [command] = [...brokenVariants, ...proposals].flatMap(({ id: variant, breaks = [] }) =>
    breaks
      .filter(({ laws }) => laws.includes(id))
      .map(({ scenario, mapping, kernel = "6.12" }) => {
        const system = `${scenario} --mapping ${mapping} --kernel ${kernel}`;
        return `npx ptecheck check ${system} --invariant ${id} --proposal ${variant}`;
      }),
  );
  return command;
}

/** Where a scenario expects it to fail. */
function failures({ expects }: (typeof scenarios)[number], id: string): string {
  const where = expects
    .filter(({ violated }) => violated === id)
    .map(({ with: needed, without, unless, mappings = [] }) => {
      const kernels = without === undefined ? "every kernel" : beforeText(rules[without]);
      const since = needed === undefined ? [] : [`since ${rules[needed].since}`];
      const but = unless === undefined ? [] : [`not ${rules[unless].since}`];
      return [...since, kernels, ...but, ...mappings].join(", ");
    });
  return where.length === 0 ? "" : ` (fails: ${where.join("; ")})`;
}

/** Where a kernel lacks a rule. */
function beforeText({ since, backports = [] }: Rule): string {
  return `before ${[since, ...backports.map(({ release }) => release)].join(" and ")}`;
}
