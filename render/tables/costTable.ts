import type { Costs, Row } from "../../checks/index.ts";
import { count } from "../count.ts";
import { systemsOf } from "../systemsOf.ts";
import { table } from "./table.ts";

const columns: readonly (readonly [title: string, of: keyof Costs])[] = [
  ["states", "states"],
  ["page faults", "pageFaults"],
  ["TLB flushes", "tlbFlushes"],
  ["IPIs", "ipis"],
  ["I/O", "writebacks"],
];

/** What a proposal changes of the costs of systems, before → after; those that it does not are counted. */
export function costTable(rows: readonly Row[]): string {
  const systems = systemsOf(rows).flatMap(({ scenario, kernel, mapping, costs }) =>
    costs === null ? [] : [{ names: [scenario, kernel, mapping], ...costs }],
  );
  const changed = systems.filter(({ before, after }) => isChanged(before, after));
  const same = systems.length - changed.length;
  const lines = changed.map(({ names, before, after }) => [
    ...names,
    ...columns.map(([, of]) => change(before[of], after[of])),
  ]);
  const head = ["scenario", "kernel", "mapping", ...columns.map(([title]) => title)];
  return [
    ...(lines.length === 0 ? [] : [table(head, lines)]),
    ...(same === 0 ? [] : [`${count(same)} system${same === 1 ? " costs" : "s cost"} the same.`]),
    ...changed.flatMap(({ names, before, after }) => [
      ...stuckLine(names, "without it", before),
      ...stuckLine(names, "with it", after),
    ]),
  ].join("\n");
}

function isChanged(before: Costs, after: Costs): boolean {
  return columns.some(([, of]) => before[of] !== after[of]) || before.stuck !== after.stuck;
}

function change(before: Costs[keyof Costs], after: Costs[keyof Costs]): string {
  const [was, is] = [before, after].map((value) => count(Number(value)));
  return was === is ? is : `${was} → ${is}`;
}

function stuckLine(names: readonly string[], when: string, { stuck }: Costs): string[] {
  return stuck === null ? [] : [`${names.join(", ")}: ${when} the run ends early, in ${stuck}.`];
}
