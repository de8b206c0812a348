import {
  findProposal,
  findScenario,
  type Result,
  type Row,
  type Subject,
  select,
  type Verdict,
} from "../checks/index.ts";
import { walk } from "../counterexamples/index.ts";
import type { MappingName } from "../model/mappings.ts";
import { systemOf } from "../scenarios/index.ts";
import { type PopulateCase, populateCases } from "./populateCases.ts";

/** Everything that was checked, as the answer asks for it. No sentence is written without it. */
export class Evidence {
  /** The scenarios on today's kernels. */
  readonly base: readonly Row[];
  private readonly proposed: readonly Row[];
  private readonly cases: readonly PopulateCase[];
  private readonly checkAll: (subjects: readonly Subject[]) => Iterable<Result>;

  /** `checkAll` checks systems one after the other; it may tell how far it is. */
  constructor(checkAll: (subjects: readonly Subject[]) => Iterable<Result>) {
    this.checkAll = checkAll;
    this.base = rowsOf(checkAll(select({})));
    this.proposed = [
      ...this.withProposal("fork-write-protects", ["fork-copied", "fork-uffd-wp"]),
      ...this.withProposal("no-foll-touch", ["populate"]),
      ...this.withProposal("flush-before-rmap", ["zap-race", "zap-fsync"]),
    ];
    this.cases = [null, "no-foll-touch"].flatMap((proposal) => populateCases(proposal));
  }

  private withProposal(proposal: string, scenarios: readonly string[]): Row[] {
    return rowsOf(this.checkAll(select({ scenarios, proposal })));
  }

  /** The verdict of a property on each kernel that has the scenario, in order. */
  verdicts(
    scenario: string,
    mapping: MappingName,
    property: string,
    proposal: string | null = null,
  ): ReadonlyMap<string, Verdict> {
    const rows = (proposal === null ? this.base : this.proposed).filter(
      (row) =>
        row.scenario === scenario &&
        row.mapping === mapping &&
        row.property === property &&
        row.proposal === proposal,
    );
    return new Map(rows.map(({ kernel, verdict }) => [kernel, verdict]));
  }

  /** The rows whose verdict a proposal changes, with what it was. */
  changedBy(proposal: string): { row: Row; was: Verdict }[] {
    return this.proposed
      .filter((row) => row.proposal === proposal)
      .flatMap((row) => {
        const was = this.verdicts(row.scenario, row.mapping as MappingName, row.property).get(
          row.kernel,
        );
        return was === undefined || was === row.verdict ? [] : [{ row, was }];
      });
  }

  populateCases(mapping: MappingName, proposal: string | null): readonly PopulateCase[] {
    return this.cases.filter((one) => one.mapping === mapping && one.proposal === proposal);
  }

  /** Page faults of a short run in which fork copies a writable PTE, with and without a proposal. */
  faultsAfterFork(kernel: string, mapping: MappingName, proposal: string | null): number {
    const change = proposal === null ? null : findProposal(proposal);
    const system = systemOf(findScenario("fork-copied"), kernel, mapping, [], change);
    return walk(system, ["parent store", "parent fork", "child store", "parent store"])
      .map(({ faults }) => faults)
      .reduce((sum, faults) => sum + faults, 0);
  }
}

function rowsOf(results: Iterable<Result>): Row[] {
  return [...results].flatMap(({ rows }) => rows);
}
