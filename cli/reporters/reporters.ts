import {
  githubText,
  itfText,
  junitText,
  mailText,
  mermaidText,
  svgText,
} from "../../render/formats/index.ts";
import { renderLanes, renderTrace } from "../../render/index.ts";
import { visible } from "../visible.ts";
import { defaultText } from "./defaultText.ts";
import { htmlText } from "./htmlText.ts";
import type { Reporter, ReporterName } from "./Reporter.ts";
import { rowsOf } from "./shownOf.ts";

const text = ["functions", "verbose", "evidence", "ascii"] as const;

/** Every reporter, by its name. */
export const reporters: Readonly<Record<ReporterName, Reporter>> = {
  default: {
    of: "results",
    takes: text,
    textOf: (report) => defaultText(report, renderTrace),
  },
  lanes: {
    of: "results",
    takes: text,
    textOf: (report) => defaultText(report, renderLanes),
  },
  mail: {
    of: "results",
    takes: ["functions", "ascii"],
    textOf: ({ results, traces, options }) => visible(mailText(rowsOf(results), traces, options)),
  },
  json: {
    of: "results",
    takes: [],
    textOf: ({ results }) => visible(JSON.stringify(rowsOf(results), null, 2)),
  },
  junit: {
    of: "results",
    takes: [],
    textOf: ({ results }) => junitText(rowsOf(results)),
  },
  "github-actions": {
    of: "results",
    takes: [],
    textOf: ({ results }) => visible(githubText(rowsOf(results))),
  },
  itf: { of: "traces", takes: [], textOf: ({ trace }) => visible(itfText(trace)) },
  mermaid: { of: "traces", takes: [], textOf: ({ trace }) => visible(mermaidText(trace)) },
  svg: { of: "traces", takes: [], textOf: ({ trace }) => svgText(trace) },
  html: { of: "traces", takes: [], textOf: ({ trace }) => htmlText(trace) },
};
