import { mkdirSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import { invariantKind, ownIn } from "../../cli/own/index.ts";
import { runHere } from "./runHere.ts";

// One clear error each, exit code 2, nothing on stdout.

const folder = mkdtempSync(join(tmpdir(), "ptecheck-bad-"));
let files = 0;

function fileWith(name: string, content: string | Uint8Array): string {
  files += 1;
  mkdirSync(join(folder, String(files)));
  const path = join(folder, String(files), name);
  writeFileSync(path, content);
  return path;
}

const ts = (content: string) => fileWith("own.ts", content);
const json = (content: unknown) =>
  fileWith("trace.json", typeof content === "string" ? content : JSON.stringify(content));
const aFolder = join(folder, "folder.ts");
mkdirSync(aFolder);
const huge = ts("");
truncateSync(huge, 2 ** 30);
const binary = fileWith(
  "binary.ts",
  Uint8Array.from({ length: 512 }, (_, at) => (at * 89) % 256),
);
const existing = ts("mine");

/** A row: what is wrong, the command line, and what the error must say. */
type Bad = readonly [what: string, args: readonly string[], parts: readonly string[]];

const names: readonly Bad[] = [
  ["an unknown scenario", ["check", "zap"], ['unknown scenario "zap"', "zap-race"]],
  ["a scenario in capitals", ["check", "ZAP-RACE"], ["did you mean zap-race?"]],
  ["a mistyped scenario", ["check", "zap-rcae"], ["did you mean zap-race?"]],
  ["a scenario that is cut short", ["check", "fork-r"], ["did you mean fork-race?"]],
  ["two scenarios in one word", ["check", "zap-race,zap-zap"], ["unknown scenario"]],
  ["an empty scenario", ["check", ""], ['unknown scenario ""', "./my-scenario.ts"]],
  ["another kind of file", ["check", "./README.md"], ["is no file that can be loaded", ".mts"]],
  ["a scenario with colours", ["check", "\u001b[31mzap\u001b[0m"], ["\\u001b[31mzap"]],
  ["a scenario that turns the line", ["check", "zap\u202erace"], ["zap\\u202erace"]],
  ["an unknown kernel", ["check", "--kernel", "2.6.10"], ["2.6.10"]],
  ["a kernel that is no number", ["check", "-k", "latest"], ['"latest"', "from 2.6.18 to"]],
  ["a mistyped kernel", ["check", "-k", "6..12"], ["did you mean 6.12?"]],
  ["a kernel of the future", ["kernels", "9.1"], ["9.1"]],
  ["an empty kernel", ["check", "--kernel", ""], ['""']],
  ["an end of a list that is empty", ["check", "--kernel", "6.1,"], ['""']],
  ["an unknown mapping", ["check", "--mapping", "dax"], ['unknown mapping "dax"', "write-notify"]],
  ["a mistyped mapping", ["check", "-m", "write_notify"], ["did you mean write-notify?"]],
  ["an unknown invariant", ["explain", "no-lost"], ["did you mean no-lost-store?"]],
  ["an unknown bug", ["history", "dirty-cwo"], ["did you mean dirty-cow?"]],
  ["lanes of no bug", ["history", "--lanes"], ["--lanes draws the trace of a bug"]],
  ["a mistyped invariant", ["check", "-i", "no-lost-stores"], ["did you mean no-lost-store?"]],
  ["an empty invariant", ["check", "-i", ""], ['unknown invariant ""', "./my-invariant.ts"]],
  ["an unknown proposal", ["check", "-p", "magic"], ['unknown proposal "magic"', "no-foll-touch"]],
  ["a mistyped proposal", ["check", "-p", "no-fol-touch"], ["did you mean no-foll-touch?"]],
  ["an empty proposal", ["check", "-p", ""], ['unknown proposal ""', "./my-proposal.ts"]],
  ["proposals with a comma", ["check", "-p", "no-rewalk,no-foll-touch"], ["unknown proposal"]],
  ["an unknown pass", ["check", "--without", "magic"], ['unknown pass "magic"', "constants"]],
  ["a mistyped pass", ["check", "--without", "constant"], ["did you mean constants?"]],
  ["an empty list of passes", ["check", "--without", ","], ['unknown pass ""']],
  ["an unknown command", ["chekc"], ['unknown command "chekc": did you mean check?']],
  ["an empty command", [""], ['unknown command ""']],
  ["a mistyped kind", ["init", "proposals"], ["did you mean proposal?"]],
  ["an unknown kind", ["init", "kernel"], ['unknown kind "kernel"']],
  ["a kind of every object", ["init", "constructor"], ['unknown kind "constructor"']],
];

const zapShmem = ["check", "zap-race", "-k", "6.12", "-m", "shmem"];

const flags: readonly Bad[] = [
  ["an unknown option", ["check", "--kernels", "6.1"], ["unknown option '--kernels'"]],
  ["an unknown short option", ["check", "-x"], ["unknown option '-x'"]],
  ["an option with escapes", ["check", "--\u001b]0;x\u0007"], ["\\u001b]0;x\\u0007"]],
  ["an option of another command", ["list", "--lanes"], ["unknown option '--lanes'"]],
  ["an option without its value", ["check", "zap-race", "-k"], ["argument missing"]],
  ["a missing argument", ["explain"], ["missing required argument"]],
  ["no kind", ["init"], ["missing required argument"]],
  ["no trace", ["replay"], ["missing required argument"]],
  ["nothing to sample", ["sample"], ["missing required argument"]],
  ["one argument too many", ["explain", "no-lost-store", "write-notify"], ["too many arguments"]],
  ["two scenarios to sample", ["sample", "zap-race", "zap-zap"], ["too many arguments"]],
  ["an argument of list", ["list", "scenarios"], ["too many arguments"]],
  ["JSON and verbose", ["check", "zap-race", "--json", "-v"], ["--verbose has no place"]],
  ["JSON and lanes", ["check", "zap-race", "--json", "--lanes"], ["would both write to stdout"]],
  ["an unknown reporter", [...zapShmem, "-r", "jsn"], ["did you mean json?"]],
  ["a reporter without a name", [...zapShmem, "-r", "=x"], ['unknown reporter ""', "Use one of"]],
  ["a reporter without a file", [...zapShmem, "-r", "svg="], ["--reporter svg= names no file"]],
  ["one file for two", [...zapShmem, "-r", "svg=x", "-r", "itf=x"], ["svg and itf", "write to x"]],
  ["a file in no folder", [...zapShmem, "-r", "svg=/no/such/x"], ["cannot write /no/such/x"]],
  ["a folder as a file", [...zapShmem, "-r", "svg=test"], ["cannot write test: it is a folder"]],
  [
    "a file that would be overwritten",
    [...zapShmem, "--shrink", "vite.config.ts"],
    ["exists already"],
  ],
  [
    "a scenario that is no code",
    [...zapShmem, "--shrink", "x.json"],
    ["--shrink x.json is no file"],
  ],
  ["an explained nothing", [...zapShmem, "--explain", "--no-traces"], ["--explain has no place"]],
  ["several of no traces", [...zapShmem, "--several", "2", "--no-traces"], ["--several has no"]],
  ["ASCII of data", [...zapShmem, "--ascii", "--json"], ["--ascii has no place in json"]],
  [
    "a picture of no trace",
    [...zapShmem, "-r", "svg", "--no-traces"],
    ["--reporter svg has no place"],
  ],
  ["lanes without traces", [...zapShmem, "--lanes", "--no-traces"], ["--lanes has no place"]],
  ["JSON and functions", ["check", "zap-race", "--json", "--functions"], ["--functions has no"]],
  ["a path without its seed", ["sample", "zap-race", "--path", "1:2"], ["--path", "--seed"]],
  [
    "a path that is none",
    ["sample", "zap-race", "--path", "garbage", "--seed", "1", "-i", "no-lost-store"],
    ["no path of a failure"],
  ],
  [
    "a path of two invariants",
    [...["sample", "zap-race", "--path", "1", "--seed", "1"], "-i", "no-lost-store,write-notify"],
    ["one --invariant"],
  ],
  [
    "a path that leads nowhere",
    [
      ...["sample", "zap-race", "-k", "6.1", "-m", "write-notify", "-i", "no-lost-store"],
      ...["--seed", "7", "--path", "41:0/AAA:B"],
    ],
    ["leads to no run"],
  ],
  [
    "a law that says nothing of the mapping",
    ["check", "zap-race", "-m", "shmem", "-i", "write-notify"],
    ["none of these invariants", "write-notify speaks of write-notify"],
  ],
  [
    "a mapping that a scenario does not have",
    ["check", "zap-fsync", "-m", "shmem"],
    ["no scenario has that kernel", "mappings write-notify"],
  ],
  [
    "a kernel that a scenario does not have",
    ["check", "fork-uffd-wp", "-k", "5.12"],
    ["no scenario has that kernel", "fork-uffd-wp: mappings shmem-uffd-wp since 5.19"],
  ],
  [
    "switches that disagree",
    [...zapShmem, "-p", "rmap-before-flush", "-p", "flush-before-rmap"],
    ["delayRmap to true"],
  ],
  ["a proposal twice", [...zapShmem, "-p", "no-rewalk", "-p", "no-rewalk"], ["given twice"]],
];

const numbers: readonly Bad[] = [
  ["a bound that is no number", ["check", "--max-states", "many"], ["--max-states", "from 1"]],
  ["a bound in hex", ["check", "--max-states", "0x10"], ["--max-states", "from 1"]],
  ["a bound with an exponent", ["check", "--max-depth", "1e99"], ["--max-depth", "from 1"]],
  ["half a state", ["check", "--max-states", "2.5"], ["--max-states", "from 1"]],
  ["a bound of nothing", ["check", "--max-states", "0"], ["--max-states", "from 1"]],
  ["a bound below nothing", ["check", "--max-states=-1"], ["--max-states", "from 1"]],
  ["an empty bound", ["check", "--max-states", ""], ["--max-states", "from 1"]],
  ["a bound with commas", ["check", "--max-states", "1,000"], ["--max-states", "from 1"]],
  ["a bound in other digits", ["check", "--max-depth", "٣"], ["--max-depth", "from 1"]],
  ["a bound of 67 bits", ["check", "--max-states", "9".repeat(20)], ["--max-states", "from 1"]],
  ["no time", ["check", "--max-seconds", "0"], ["--max-seconds", "above 0"]],
  ["endless time", ["check", "--max-seconds", "Infinity"], ["--max-seconds", "above 0"]],
  ["seconds with an exponent", ["check", "--max-seconds", "1e-9"], ["--max-seconds", "above 0"]],
  ["seconds with a unit", ["check", "--max-seconds", "5s"], ["--max-seconds", "above 0"]],
  ["no memory", ["check", "--max-memory", "0"], ["--max-memory", "above 0"]],
  ["memory with a unit", ["check", "--max-memory", "1GB"], ["--max-memory", "above 0"]],
  ["no worker", ["check", "--workers", "0"], ["--workers", "from 1"]],
  ["too many workers", ["matrix", "--workers", "257"], ["--workers", "to 256"]],
  ["workers in words", ["history", "--workers", "all"], ["--workers", "from 1"]],
  ["half a run", ["sample", "zap-race", "--runs", "0.5"], ["--runs", "from 1"]],
  ["no run", ["sample", "zap-race", "--runs", "0"], ["--runs", "from 1"]],
  ["half a burst", ["sample", "zap-race", "--bursts", "0.5"], ["--bursts", "from 1"]],
  ["too many bursts", ["sample", "zap-race", "--bursts", "100001"], ["--bursts", "to 100000"]],
  ["a seed that is no number", ["sample", "zap-race", "--seed", "now"], ["--seed", "from -"]],
  ["a seed of 33 bits", ["sample", "zap-race", "--seed", "2147483648"], ["--seed", "from -"]],
];

const starts: readonly Bad[] = [
  ["a start over a file", ["init", "proposal", existing], ["exists already"]],
  ["a start over a folder", ["init", "scenario", aFolder], ["exists already"]],
  ["a start in no folder", ["init", "scenario", join(folder, "no", "a.ts")], ["cannot write"]],
  ["a start in a file", ["init", "invariant", join(existing, "a.ts")], ["cannot write"]],
  ["a start of another kind", ["init", "invariant", join(folder, "a.txt")], ["cannot begin an"]],
  ["a start without a name", ["init", "proposal", ""], ["cannot begin a proposal"]],
  ["a start in a folder", ["init", "proposal", folder], ["cannot begin a proposal"]],
];

/** Files that are none of a kind, whichever it is. */
const anyFile: readonly (readonly [what: string, file: string, parts: readonly string[]])[] = [
  ["a missing file", join(folder, "nope.ts"), ["there is no file"]],
  ["a folder with such a name", aFolder, ["is no file"]],
  ["a binary file", binary, ["is no TypeScript"]],
  ["a huge file", huge, ["1024 MiB"]],
  ["an empty file", ts(""), ["has no default export"]],
  ["a syntax error", ts("export default {\n  id: ;\n}"), ["is no TypeScript", ":2:7"]],
  [
    "two default exports",
    ts("export default 1;\nexport default 2;"),
    ["two default exports", ":2)"],
  ],
  [
    "two default exports, one after a comment",
    ts("export default `\n`;\n/* two */ export default 2;"),
    ["two default exports", ":3)"],
  ],
  ["no default export", ts("export const a = 1;"), ["has no default export"]],
  ["a number", ts("export default 3;"), ["its default export is no"]],
  ["a text", ts('export default "zap-race";'), ["its default export is no"]],
  ["null", ts("export default null;"), ["its default export is no"]],
  ["undefined", ts("export default undefined;"), ["its default export is no"]],
  ["an empty array", ts("export default [];"), ["exports an empty array"]],
  ["an array of something", ts("export default [3];"), ["its default export[0] is no"]],
  ["a function", ts("export default () => 1;"), ["is a function"]],
  ["a class", ts("export default class {}"), ["is a function"]],
  ["a promise", ts("export default Promise.resolve(1);"), ["is a promise"]],
  ["a promise that breaks", ts("export default (async () => { throw 1 })();"), ["is a promise"]],
  ["code that throws", ts("\nexport default nobody.knows;"), ["nobody is not defined", ":2)"]],
  ["code that throws nothing", ts("throw undefined;"), ["cannot load"]],
  ["code that throws colours", ts(`throw new Error("\\x1b[31mred");`), ["\\u001b[31mred"]],
  ["code that throws in lines", ts('throw new Error("a\\n    at b");'), ["cannot load"]],
  [
    "an unknown word",
    ts(`import { zap_pte_rnage } from "ptecheck/model";\nexport default zap_pte_rnage;`),
    ["ptecheck/model has no zap_pte_rnage: did you mean zap_pte_range?", ":2)"],
  ],
  [
    "a word of another door",
    ts(`import { zap_pte_range } from "ptecheck";\nexport default zap_pte_range;`),
    ["ptecheck has no zap_pte_range: it is in ptecheck/model", ":2)"],
  ],
  [
    "an unknown door",
    ts(`import { x } from "ptecheck/modle";\nexport default x;`),
    ["no ptecheck/modle: did you mean ptecheck/model?"],
  ],
  [
    "an import past the doors",
    ts(`import { x } from "ptecheck/dist/model/state.js";\nexport default x;`),
    ["there is no ptecheck/dist/model/state.js"],
  ],
  [
    "a module that is not there",
    ts(`import x from "./nowhere.ts";\nexport default x;`),
    ["cannot load", "nowhere.ts"],
  ],
  [
    "a package that is not there",
    ts(`import x from "ptecheck-no-such-package";\nexport default x;`),
    ["cannot load", "ptecheck-no-such-package"],
  ],
  ["an empty object", ts("export default {};"), ["its default export"]],
  [
    "an object that throws",
    ts("export default new Proxy({}, { get() { throw new Error('not today'); } });"),
    ["throws when it is read: not today"],
  ],
];

const kinds = ["proposal", "scenario", "invariant"] as const;
type KindName = (typeof kinds)[number];

/** The command line that takes a file of a kind. */
const taking = (kind: KindName, file: string): string[] => {
  if (kind === "scenario") return ["check", file];
  return [...zapShmem, kind === "proposal" ? "-p" : "-i", file];
};

const proposalText = (more: string) =>
  `import { proposal, replaceStep, zap_pte_range } from "ptecheck/model";
export default proposal({ id: "a", what: "w", why: "y", ${more} });`;
const change = `replaceStep(zap_pte_range, "set_page_dirty", () => "done")`;

const thread = `{ name: "a", mm: "parent", cpu: 0, program: ["load", "store"] }`;
const scenarioText = (more: string) => `import { scenario } from "ptecheck";
export default scenario({ id: "a", question: "q", why: "y", mappings: ["shmem"], threads: [${thread}], asks: ["no-lost-store"], ${more} });`;

const invariantText = (more: string) => `import { invariant } from "ptecheck";
import { zap_pte_range } from "ptecheck/model";
export default invariant({ id: "a", statement: "s", why: "y", source: "s", doesNotSay: "n", mappings: ["shmem"], over: "states", antecedent: () => true, holds: ({ s }) => s.mm[0].mapped, ${more} });`;

const cover = (more: string) =>
  `covers: [{ id: "c", what: "w", expected: "reached", reached: () => true, ${more} }]`;

/** What one field of each kind must not be; a later field replaces an earlier one. */
const fields: Readonly<Record<KindName, readonly [what: string, text: string, part: string][]>> = {
  proposal: [
    ["no id", proposalText(`id: undefined, changes: [${change}]`), ".id is missing"],
    ["an empty id", proposalText(`id: "", changes: [${change}]`), ".id is no name"],
    ["an odd id", proposalText(`id: "a\\x1b[31m", changes: [${change}]`), ".id is no name"],
    ["a known id", proposalText(`id: "no-rewalk", changes: [${change}]`), "no-rewalk of its own"],
    ["no reason", proposalText(`why: 3, changes: [${change}]`), ".why is no text"],
    ["an empty text", proposalText(`what: " ", changes: [${change}]`), ".what is empty"],
    ["an unknown switch", proposalText("switches: { folTouch: false }"), "did you mean follTouch?"],
    ["a switch that is 0", proposalText("switches: { follTouch: 0 }"), "follTouch is neither"],
    ["switches that are a list", proposalText('switches: ["follTouch"]'), ".switches is no"],
    ["an unknown field", proposalText(`change: [${change}]`), "did you mean changes?"],
    ["a change outside an array", proposalText(`changes: ${change}`), ".changes is no array"],
    ["changes that are none", proposalText("changes: [{ step: 1 }]"), ".changes[0] is no change"],
    ["a change that is code", proposalText("changes: [() => 1]"), ".changes[0] is no change"],
    ["nothing changed", proposalText(""), "proposal a changes nothing"],
    [
      "an unknown step",
      proposalText('changes: [replaceStep(zap_pte_range, "nope", () => "done")]'),
      'no step "nope"',
    ],
    [
      "an unknown next step",
      proposalText('changes: [replaceStep(zap_pte_range, "set_page_dirty", () => "nope")]'),
      "with proposal a,",
    ],
    [
      "another copy's step",
      proposalText('changes: [replaceStep({ ...zap_pte_range }, "set_page_dirty", () => "done")]'),
      "the zap_pte_range of another copy",
    ],
  ],
  scenario: [
    ["no id", scenarioText("id: null"), ".id is missing"],
    ["a known id", scenarioText('id: "zap-race"'), "scenario zap-race of its own"],
    ["a question that is none", scenarioText("question: 3"), ".question is no text"],
    ["a why with escapes", scenarioText('why: "\\x1b[2J"'), ".why holds a control character"],
    ["no mapping", scenarioText("mappings: []"), ".mappings is empty"],
    ["an unknown mapping", scenarioText('mappings: ["shmm"]'), "did you mean shmem?"],
    ["a mapping outside an array", scenarioText('mappings: "shmem"'), ".mappings is no array"],
    ["a mapping twice", scenarioText('mappings: ["shmem", "shmem"]'), "names something twice"],
    ["an unknown release", scenarioText('since: "2.4"'), "2.4"],
    ["a release as a number", scenarioText("since: 6.1"), ".since is no mainline release"],
    [
      "an unknown rule",
      scenarioText('expects: [{ violated: "no-lost-store", without: "delayRmp" }]'),
      "did you mean delayRmap?",
    ],
    ["an unknown switch", scenarioText("switches: { folTouch: true }"), "did you mean follTouch?"],
    ["no thread", scenarioText("threads: []"), ".threads is empty"],
    ["a thread outside an array", scenarioText(`threads: ${thread}`), ".threads is no array"],
    [
      "a crowd",
      scenarioText(
        `threads: Array.from({ length: 9 }, (_, at) => ({ ...${thread}, name: "t" + at }))`,
      ),
      ".threads has more than",
    ],
    ["a thread twice", scenarioText(`threads: [${thread}, ${thread}]`), 'a thread "a"'],
    [
      "a thread of the kernel's",
      scenarioText(`threads: [{ ...${thread}, name: "flusher" }]`),
      'a thread "flusher"',
    ],
    ["an unknown mm", scenarioText(`threads: [{ ...${thread}, mm: "chidl" }]`), "mean child?"],
    ["a CPU below 0", scenarioText(`threads: [{ ...${thread}, cpu: -1 }]`), ".cpu is below 0"],
    ["half a CPU", scenarioText(`threads: [{ ...${thread}, cpu: 0.5 }]`), ".cpu is no number"],
    ["CPU 1000", scenarioText(`threads: [{ ...${thread}, cpu: 1000 }]`), ".cpu is above"],
    ["no frame", scenarioText("frames: 0"), ".frames is below 1"],
    ["a thousand references", scenarioText("references: 1000"), ".references is above 6"],
    [
      "a child that forks",
      scenarioText(`threads: [{ ...${thread}, mm: "child", program: ["fork"] }]`),
      "of the child forks, and there is no third mm",
    ],
    ["an empty program", scenarioText(`threads: [{ ...${thread}, program: [] }]`), "is empty"],
    [
      "an unknown operation",
      scenarioText(`threads: [{ ...${thread}, program: ["stroe"] }]`),
      '.threads[0].program[0] is no operation: "stroe"; did you mean store?',
    ],
    [
      "an unknown field of a thread",
      scenarioText(`threads: [{ ...${thread}, cpus: 1 }]`),
      '.threads[0] has an unknown field "cpus": did you mean cpu?',
    ],
    ["an unknown law", scenarioText('asks: ["no-lost-stor"]'), "did you mean no-lost-store?"],
    ["a law outside an array", scenarioText('asks: "no-lost-store"'), ".asks is no array"],
    ["nothing asked", scenarioText("asks: []"), "asks for nothing"],
    [
      "a law that is silent there",
      scenarioText('asks: ["write-notify"]'),
      "none of these invariants says anything",
    ],
    [
      "an expectation of what is not asked",
      scenarioText('expects: [{ violated: "write-notify" }]'),
      "does not ask for it",
    ],
    ["an expectation of nothing", scenarioText("expects: [{}]"), ".expects[0].violated"],
    ["a cover without a predicate", scenarioText(cover("reached: 3")), "is no predicate"],
    ["a cover of a law's name", scenarioText(cover('id: "no-lost-store"')), 'a cover "no-lost-'],
    ["a cover that may be", scenarioText(cover('expected: "maybe"')), '"maybe"'],
    ["a cover of a promise", scenarioText(cover("reached: async () => true")), "a promise"],
    ["an unknown field", scenarioText("ask: []"), 'field "ask": did you mean asks?'],
  ],
  invariant: [
    ["an odd id", invariantText('id: "my law"'), ".id is no name"],
    ["a known id", invariantText('id: "no-lost-store"'), "invariant no-lost-store of its own"],
    ["the name of an end", invariantText('id: "deadlock"'), "invariant deadlock of its own"],
    ["no statement", invariantText('statement: ""'), ".statement is empty"],
    ["no source", invariantText("source: undefined"), ".source is no text"],
    ["an unknown mapping", invariantText('mappings: ["shmen"]'), "did you mean shmem?"],
    ["over nothing", invariantText("over: undefined"), 'is neither "states" nor "steps"'],
    ["over something else", invariantText('over: "state"'), 'is neither "states" nor "steps"'],
    ["no antecedent", invariantText("antecedent: true"), ".antecedent is no predicate"],
    ["no predicate", invariantText('holds: "always"'), ".holds is no predicate"],
    ["no words for what is wrong", invariantText('wrong: "it"'), ".wrong is no text of a moment"],
    [
      "what is wrong as a number",
      invariantText("holds: () => false, wrong: () => 3"),
      "cannot say what is wrong: what it gives is no text",
    ],
    [
      "what is wrong in colours",
      invariantText('holds: () => false, wrong: () => "\\x1b[31mred"'),
      "cannot say what is wrong: what it gives holds a control character",
    ],
    [
      "what is wrong in no word",
      invariantText('holds: () => false, wrong: () => ""'),
      "cannot say what is wrong: what it gives is empty",
    ],
    [
      "what is wrong that throws",
      invariantText("holds: () => false, wrong: ({ s }) => s.nope.x"),
      "cannot say what is wrong",
    ],
    ["steps of nothing", invariantText('over: "steps"'), ".procedures is no array"],
    [
      "steps of none",
      invariantText('over: "steps", procedures: [], holds: () => true'),
      ".procedures is empty",
    ],
    [
      "steps of a text",
      invariantText('over: "steps", procedures: ["zap_pte_range"]'),
      ".procedures[0] is no procedure",
    ],
    [
      "steps of another copy",
      invariantText('over: "steps", procedures: [{ ...zap_pte_range }]'),
      "zap_pte_range of another copy",
    ],
    ["an unknown field", invariantText("statment: 1"), 'field "statment": did you mean statement?'],
    ["a law that writes", invariantText("holds: ({ s }) => (s.mm[0].mapped = true)"), "own.ts,"],
    ["a law that breaks late", invariantText("holds: async () => { throw 1; }"), "a promise"],
    ["a law that waits", invariantText("holds: async () => true"), "a promise"],
  ],
};

const another: readonly Bad[] = [
  ["a scenario as a proposal", taking("proposal", ts(scenarioText(""))), ["is a scenario, and no"]],
  [
    "a proposal as an invariant",
    taking("invariant", ts(proposalText(`changes: [${change}]`))),
    ["is a proposal, and no invariant", "--proposal"],
  ],
  [
    "an invariant as a scenario",
    taking("scenario", ts(invariantText(""))),
    ["is an invariant, and no scenario", "--invariant"],
  ],
  [
    "two proposals of one id",
    taking(
      "proposal",
      ts(
        'const a = { id: "a", what: "w", why: "y", switches: { follTouch: false } };\nexport default [a, a];',
      ),
    ),
    ["proposal a is given twice"],
  ],
  [
    "two scenarios of one id",
    ["check", ts(scenarioText("")), ts(scenarioText(""))],
    ["scenario a is given twice"],
  ],
];

const [{ trace: found }] = check({
  scenarios: ["zap-race"],
  kernels: ["6.1"],
  mappings: ["write-notify"],
  invariants: ["no-lost-store"],
});
if (found === null) throw new Error("6.1 loses no store");
const trace = found;
const { steps } = trace;
const replaying = (content: unknown) => ["replay", json(content)];
const withStep = (at: number, more: object) => ({
  ...trace,
  steps: steps.with(at, { ...steps[at], ...more }),
});

const traces: readonly Bad[] = [
  ["a missing trace", ["replay", "/no/such/file"], ["cannot read /no/such/file"]],
  ["a folder as a trace", ["replay", folder], ["cannot read"]],
  ["an empty trace", replaying(""), ["is not JSON"]],
  ["a trace that is text", replaying("hello"), ["is not JSON"]],
  ["a trace with escapes", replaying("\u001b[31m"), ["is not JSON", "\\u001b"]],
  ["a binary trace", ["replay", binary], ["is not JSON"]],
  ["a trace cut short", replaying(JSON.stringify(trace).slice(0, -9)), ["is not JSON"]],
  ["a trace of nothing", replaying(null), ["is no trace of ptecheck"]],
  ["a trace that is a number", replaying(3), ["is no trace of ptecheck"]],
  ["foreign JSON", replaying({ some: "thing" }), ["is no trace of ptecheck"]],
  ["an empty list", replaying([]), ["holds no trace"]],
  ["a list of numbers", replaying([1]), ["is no trace of ptecheck"]],
  ["rows that hold", replaying([{ trace: null }]), ["holds no trace"]],
  ["another format", replaying({ ...trace, schema: "ptecheck-trace/0" }), ["schema"]],
  ["an old format", replaying({ schema: "ptecheck-trace/1" }), ["older ptecheck"]],
  ["an unknown scenario in it", replaying({ ...trace, scenario: "zap" }), ['scenario "zap"']],
  ["a number as scenario", replaying({ ...trace, scenario: 3 }), ["scenario"]],
  ["an unknown kernel in it", replaying({ ...trace, kernel: "2.6" }), ["2.6"]],
  ["an unknown mapping in it", replaying({ ...trace, mapping: "dax" }), ['mapping "dax"']],
  ["an unknown law in it", replaying({ ...trace, property: "lost" }), ['invariant "lost"']],
  [
    "a difference",
    replaying({ ...trace, property: "same-states" }),
    ["breaks no law", "npx ptecheck check zap-race --kernel"],
  ],
  ["a law of escapes", replaying({ ...trace, property: "\u001b[2J" }), ["\\u001b[2J"]],
  ["an unknown proposal in it", replaying({ ...trace, proposal: "x" }), ['proposal "x"']],
  ["no steps", replaying({ ...trace, steps: undefined }), ["steps"]],
  ["steps that are none", replaying({ ...trace, steps: "many" }), ["steps"]],
  ["no step", replaying({ ...trace, steps: [] }), ["nothing is wrong with no-lost-store"]],
  ["a choice below 0", replaying(withStep(1, { choices: [-1] })), ["steps.1.choices.0"]],
  ["half a choice", replaying(withStep(1, { choices: [0.5] })), ["steps.1.choices.0"]],
  ["a choice in words", replaying(withStep(1, { choices: ["walk"] })), ["steps.1.choices.0"]],
  ["a choice that there is not", replaying(withStep(1, { choices: [99] })), ["does not replay"]],
  ["a choice too many", replaying(withStep(1, { choices: [0, 0] })), ["does not replay"]],
  ["an actor that there is not", replaying(withStep(3, { actor: "nobody" })), ['"nobody"']],
  ["an actor of escapes", replaying(withStep(3, { actor: "\u001b[31m" })), ["\\u001b[31m"]],
  ["another name for a step", replaying(withStep(3, { step: "other" })), ["does not replay"]],
  ["a step left out", replaying({ ...trace, steps: steps.toSpliced(8, 1) }), ["does not replay"]],
  ["no end", replaying({ ...trace, steps: steps.slice(0, -1) }), ["does not replay"]],
  ["one end after the other", replaying({ ...trace, steps: [...steps, ...steps] }), ["replay"]],
  ["a kernel on which it is not so", replaying({ ...trace, kernel: "6.12" }), ["not replay"]],
];

/** A law of the user's breaks at the end of the run; this one cannot say what is against it. */
const ownLaw = (more: string) => invariantText(`holds: ({ s }) => !s.folio[0].dirty, ${more}`);
const [{ trace: ofOwn }] = check({
  scenarios: ["zap-race"],
  kernels: ["6.12"],
  mappings: ["shmem"],
  invariants: ownIn(ts(ownLaw("")), invariantKind),
});

const mute: Bad = [
  "a trace whose law cannot say what is wrong",
  [...replaying(ofOwn), "-i", ts(ownLaw("wrong: () => 3"))],
  ["error: invariant a cannot say what is wrong", "Its wrong() gives a text"],
];

const all: readonly Bad[] = [
  ...names,
  ...flags,
  ...numbers,
  ...starts,
  ...kinds.flatMap((kind) => [
    ...anyFile.map(([what, file, parts]): Bad => [`${kind}: ${what}`, taking(kind, file), parts]),
    ...fields[kind].map(
      ([what, text, part]): Bad => [`${kind}: ${what}`, taking(kind, ts(text)), [part]],
    ),
  ]),
  ...another,
  ...traces,
  mute,
];

describe("bad input gives one clear error, and exit code 2", () => {
  it("is told in a hundred ways, and more", () => {
    const commands = all.map(([, args]) => JSON.stringify(args));
    expect(new Set(commands).size).toBe(commands.length);
    expect(commands.length).toBeGreaterThan(100);
  });

  it.each(all)("%s", async (_, args, parts) => {
    const { code, out, err } = await runHere(...args);
    for (const part of parts) expect(err).toContain(part);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    // No stack, and nothing that a terminal would obey.
    expect(err).not.toMatch(/^ +at |[^\P{C}\n]/mu);
    expect(err.split("error:")).toHaveLength(2);
    expect(err.trim().split("\n").length).toBeLessThan(6);
  });

  afterAll(() => {
    expect(readFileSync(existing, "utf8")).toBe("mine");
  });
});
