/** What each reporter makes: told by --help, which loads none of them. */
export const reporterNames = {
  default: "tables and traces, for a terminal",
  lanes: "the same, traces with a column for each actor",
  mail: "verdicts and traces in 72 columns, without tables and colours",
  json: "rows with traces (docs/check.schema.json)",
  junit: "JUnit XML: a suite for each system",
  "github-actions": "annotations of a workflow",
  itf: "traces in the Informal Trace Format of Apalache and Quint",
  mermaid: "traces as sequence diagrams",
  svg: "traces as pictures",
  html: "traces in the page that checks, each a file of its own: see ptecheck web",
} as const;

/** A reporter, by name. */
export type ReporterName = keyof typeof reporterNames;
