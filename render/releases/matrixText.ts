import pc from "picocolors";
import type { Cell, Matrix, MatrixLine, Unmet } from "../../checks/index.ts";
import { table } from "../tables/index.ts";
import { hanging, wrap } from "../wrap.ts";
import { flipTexts } from "./flipTexts.ts";
import { headOf, mergedKernels } from "./mergedKernels.ts";
import type { NamedText } from "./NamedText.ts";
import { violationTexts } from "./violationTexts.ts";

/** How wide a page of matrices is. */
const width = 100;

const marks: Partial<Readonly<Record<Cell, string>>> = {
  holds: "h",
  violated: "V",
  vacuous: "0",
  incomplete: "?",
  error: "E",
  "not asked": "-",
};

const meanings: Partial<Readonly<Record<Cell, string>>> = {
  holds: "holds",
  violated: "violated in some scenario",
  vacuous: "vacuous: what it is about never occurs",
  incomplete: "incomplete: a bound was hit",
  error: "error in the model",
  "not asked": "not asked there",
};

/** A table of laws by kernels for each mapping; where laws are violated; what made verdicts change. */
export function matrixText(matrix: Matrix): string {
  const { kernels, mappings, flips, unmet } = matrix;
  return [
    ...wrap(
      `Kernels: ${kernels.join(", ")}. A column from one to another stands for those of these that lie between.`,
      "",
      width,
    ),
    legend(matrix),
    ...mappings.flatMap(({ mapping, laws }) => [
      "",
      mappingTable(mapping, laws, matrix),
      ...section("Violated in:", violationTexts(laws, kernels).map(namedLine)),
      ...section(
        "Changed by:",
        flipTexts(flips.filter((flip) => flip.mapping === mapping)).map(namedLine),
      ),
    ]),
    ...unmetLines(unmet),
  ].join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

function legend({ mappings }: Matrix): string {
  const seen = new Set(mappings.flatMap(({ laws }) => laws.flatMap(({ verdicts }) => verdicts)));
  const parts = Object.entries(meanings).flatMap(([cell, meaning]) =>
    seen.has(cell as Cell) ? [`${marks[cell as Cell]} ${meaning}`] : [],
  );
  return wrap(parts.join("; "), "", width).join("\n");
}

function mappingTable(
  mapping: string,
  laws: readonly MatrixLine[],
  { kernels, unmet }: Matrix,
): string {
  const isUnmet = (law: string, kernel: string) =>
    unmet.some((row) => row.mapping === mapping && row.property === law && row.kernel === kernel);
  const textOf = ({ law, verdicts }: MatrixLine, at: number) =>
    `${marks[verdicts[at]] ?? verdicts[at]}${isUnmet(law, kernels[at]) ? "!" : ""}`;
  const columns = mergedKernels(kernels, (at) => laws.map((line) => textOf(line, at)).join());
  return table(
    [`\n${mapping}`, ...columns.map((column) => headOf(column))],
    laws.map((line) => [line.law, ...columns.map(({ at }) => coloured(textOf(line, at)))]),
  );
}

function coloured(text: string): string {
  if (text.endsWith("!") || text === "E") return pc.red(text);
  if (text === "V") return pc.yellow(text);
  return text === "h" ? pc.green(text) : text;
}

function namedLine({ name, text }: NamedText): string {
  return hanging("  ", `${name}: ${text}`, "    ", width).join("\n");
}

function unmetLines(unmet: readonly Unmet[]): string[] {
  const lines = unmet.map(
    ({ scenario, kernel, mapping, property, verdict, expected }) =>
      `  ${scenario}, ${kernel}, ${mapping}: ${property} is ${verdict}, expected ${expected}`,
  );
  return lines.length === 0 ? [] : ["", ...section("(!) Not what the scenario expects:", lines)];
}
