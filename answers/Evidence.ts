import type { Row, Verdict } from "../checks/index.ts";
import type { MappingName } from "../model/mappings/index.ts";
import { perKernel } from "./words/index.ts";

/** What is said of a verdict. */
export type Texts = Partial<Record<Verdict, string>>;

/** What of a row is asked for. */
export interface Asked {
  readonly scenario: string;
  readonly mapping: MappingName;
  readonly property: string;
  /** None if it is left out. */
  readonly proposal?: string;
}

/** Everything that was checked, as the answer asks for it. No sentence is written without it. */
export class Evidence {
  /** What says something of the kernels as they are: laws and covers. */
  readonly rows: readonly Row[];
  readonly kernels: readonly string[];
  private readonly all: readonly Row[];

  /** `observed` are the ids of laws that are the answer's own. */
  constructor(all: readonly Row[], observed: ReadonlySet<string>) {
    this.all = all;
    this.rows = all.filter((row) => row.proposal === null && !observed.has(row.property));
    this.kernels = [...new Set(all.map(({ kernel }) => kernel))];
  }

  /** The newest kernel that was checked. */
  get newest(): string {
    return this.kernels[this.kernels.length - 1];
  }

  /** The verdict on each kernel that was checked, in order. */
  verdicts({ scenario, mapping, property, proposal }: Asked): ReadonlyMap<string, Verdict> {
    const rows = this.all.filter(
      (row) =>
        row.scenario === scenario &&
        row.mapping === mapping &&
        row.property === property &&
        row.proposal === (proposal ?? null),
    );
    if (rows.length > 0) return new Map(rows.map(({ kernel, verdict }) => [kernel, verdict]));
    throw new Error(`the answer asks for what no question needs: ${scenario}, ${property}`);
  }

  /** The kernels on which that is the verdict. */
  kernelsWith(verdict: Verdict, asked: Asked): string[] {
    return [...this.verdicts(asked)].filter(([, found]) => found === verdict).map(([name]) => name);
  }

  /** Is that the verdict on every kernel that was checked? */
  isAlways(verdict: Verdict, asked: Asked): boolean {
    return this.kernelsWith(verdict, asked).length === this.verdicts(asked).size;
  }

  /** The text for each verdict, with the kernels of which it is true; without them if it is all. */
  says(asked: Asked, texts: Texts): string {
    return this.saysAll([{ ...asked, texts }]);
  }

  /** The texts of several verdicts, joined, kernel by kernel. */
  saysAll(all: readonly (Asked & { readonly texts: Texts })[], joint = ", and "): string {
    const each = all.map((asked) => ({ texts: asked.texts, verdicts: this.verdicts(asked) }));
    const kernels = this.kernels.filter((kernel) =>
      each.every(({ verdicts }) => verdicts.has(kernel)),
    );
    return perKernel(
      new Map(
        kernels.map((kernel) => {
          const told = each.map(({ texts, verdicts }) => textOf(texts, verdicts.get(kernel)));
          return [kernel, told.filter((text) => text !== "").join(joint)];
        }),
      ),
      this.kernels.length,
    );
  }

  /** A text for each kernel; one that is true of all is said once. */
  perKernel(textOf: (kernel: string) => string): string {
    const told = this.kernels.map((kernel) => [kernel, textOf(kernel)] as const);
    return perKernel(new Map(told), this.kernels.length);
  }

  /** The rows whose verdict a proposal changes, with what it was. */
  changedBy(proposal: string): { row: Row; was: Verdict }[] {
    return this.all
      .filter((row) => row.proposal === proposal)
      .flatMap((row) => {
        const [was] = this.all.filter((one) => one.proposal === null && isSameBut(one, row));
        return was === undefined || was.verdict === row.verdict ? [] : [{ row, was: was.verdict }];
      });
  }
}

function isSameBut(one: Row, other: Row): boolean {
  return (
    one.scenario === other.scenario &&
    one.kernel === other.kernel &&
    one.mapping === other.mapping &&
    one.property === other.property
  );
}

/** A verdict of which nothing is to be said is a fault of the answer, and told as one. */
function textOf(texts: Texts, verdict: Verdict | undefined): string {
  return (verdict && texts[verdict]) ?? `the answer is missing (${verdict})`;
}
