import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, parse, relative } from "node:path";
import { describe, expect, it } from "vitest";

// The house rules, as far as a program can see them.

const folders = [
  "model",
  "invariants",
  "scenarios",
  "history",
  "explorer",
  "export",
  "crosscheck",
  "counterexamples",
  "checks",
  "render",
  "answers",
  "walk",
  "cli",
  "suites",
  "web",
  "bench",
  "examples",
  "test",
] as const;

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}

const door = "ptecheck.ts";
const files = [door, ...folders.flatMap((folder) => filesIn(folder))];
const sources = files.filter((file) => /\.tsx?$/.test(file));
const own = sources.filter((file) => !file.startsWith("test/"));
/** Without block comments. */
const code = (file: string) => text(file).replaceAll(/\/\*[\s\S]*?\*\//g, "");
const text = (file: string) => readFileSync(file, "utf8");

/** The files of the project that a file imports, from the root. */
function importsOf(file: string): string[] {
  return [...text(file).matchAll(/(?:from |import\()"(\.[^"]+)"/g)].map(([, path]) =>
    relative(".", join(dirname(file), path)),
  );
}

/** Files that import each other, each the next and the last one the first; none if there is no such circle. */
function circleIn(some: readonly string[]): string[] {
  const done = new Set<string>();
  const circleFrom = (file: string, way: readonly string[]): string[] => {
    if (way.includes(file)) return way.slice(way.indexOf(file));
    if (done.has(file)) return [];
    for (const to of importsOf(file)) {
      const circle = circleFrom(to, [...way, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  return some.map((file) => circleFrom(file, [])).find((circle) => circle.length > 0) ?? [];
}

/** All but the answers and those who only use it: the package's door imports it, and so does the command line. */
const behindTheDoor = [
  "model/",
  "invariants/",
  "scenarios/",
  "history/",
  "explorer/",
  "counterexamples/",
  "checks/",
  "render/",
];

/** What each part may import, besides itself. */
const directions: readonly { from: string; may: readonly string[] }[] = [
  { from: "model/language/", may: [] },
  { from: "model/", may: [] },
  { from: "invariants/", may: ["model/"] },
  { from: "scenarios/", may: ["model/"] },
  // Types alone, and names.
  { from: "history/", may: ["model/kernels/", "model/mappings/"] },
  { from: "explorer/Content.ts", may: [] },
  { from: "explorer/compile/", may: ["model/language/", "explorer/Content.ts"] },
  { from: "explorer/reference/", may: ["model/language/", "explorer/Content.ts"] },
  {
    from: "explorer/search/",
    may: ["model/language/", "explorer/compile/", "explorer/reference/", "explorer/Content.ts"],
  },
  { from: "explorer/sample/", may: ["model/language/", "explorer/compile/", "explorer/search/"] },
  { from: "export/", may: ["model/language/", "explorer/compile/"] },
  { from: "crosscheck/", may: ["explorer/compile/", "explorer/search/", "export/"] },
  // No Linux: what is of a model comes through the system, or as an argument.
  { from: "counterexamples/", may: ["model/language/", "explorer/"] },
  {
    from: "checks/",
    may: ["model/", "invariants/", "scenarios/", "history/", "explorer/", "counterexamples/"],
  },
  { from: "render/", may: ["checks/index.ts", "counterexamples/index.ts"] },
  {
    from: "answers/",
    may: ["model/", "invariants/", "scenarios/", "explorer/", "counterexamples/", "checks/"],
  },
  { from: "walk/", may: behindTheDoor },
  { from: "cli/", may: [...behindTheDoor, "answers/", "walk/", "export/", "crosscheck/", door] },
  { from: "web/", may: [...behindTheDoor, "walk/"] },
  { from: "suites/", may: behindTheDoor },
  { from: door, may: behindTheDoor },
  { from: "bench/", may: ["model/", "invariants/", "scenarios/", "explorer/", "crosscheck/"] },
  { from: "examples/", may: ["model/language/"] },
];

/** Where something begins: nobody imports these. */
const entries = [
  "cli/main.ts",
  "cli/workers/worker.ts",
  "suites/toHold.ts",
  "cli/writeDocs.ts",
  "web/main.tsx",
  "web/build/primitiveNames.ts",
  "web/build/stepTexts.ts",
  "bench/main.ts",
  "test/language/types.ts",
  "test/random/fuzz.ts",
  "test/mutate/main.ts",
  "test/mutate/trials.ts",
];

const doorsOfPackage = [door, "model/index.ts", "model/language/index.ts"];

describe("imports", () => {
  it("go only in the directions of the design", () => {
    const wrong = own.flatMap((file) => {
      const rule = directions.find(({ from }) => file.startsWith(from));
      if (rule === undefined) return [`${file} is in no known part`];
      const allowed = [rule.from, ...rule.may];
      return importsOf(file)
        .filter((to) => !allowed.some((part) => to.startsWith(part)))
        .map((to) => `${file} imports ${to}`);
    });
    expect(wrong).toEqual([]);
  });

  it("go round in no circle of files, types included", () => {
    expect(circleIn(own)).toEqual([]);
  });

  // How the compiler, the reference and the search print a state alike: no code, so no meaning.
  it("of explorer/Content.ts bring types only", () => {
    const declared = [...text("explorer/Content.ts").matchAll(/^(?:export )?(\w+)/gm)];
    expect(declared.filter(([, word]) => word !== "interface" && word !== "type")).toEqual([]);
  });

  it("of render/ bring types only: it sees results, and makes none", () => {
    const statements = own
      .filter((file) => file.startsWith("render/"))
      .flatMap((file) =>
        [...text(file).matchAll(/^(import|export) (?!type\b)[^;]*?from "(\.\.[^"]+)"/gm)]
          .map(([, , path]) => relative(".", join(dirname(file), path)))
          .filter((to) => !to.startsWith("render/"))
          .map((to) => `${file} imports ${to}`),
      );
    expect(statements).toEqual([]);
  });

  it("are free of Node where a browser may run", () => {
    const parts =
      /^(ptecheck|model|invariants|scenarios|explorer|export|counterexamples|checks|render|answers|examples|web)\b/;
    const wrong = own.filter((file) => parts.test(file) && /["'`]node:/.test(text(file)));
    expect(wrong).toEqual([]);
  });

  // A folder inside of a part, like compile/passes, has a door for the part, and belongs to it. That of
  // model/ is for those outside of the package only.
  it("enter a folder with a door through its door", () => {
    const hasDoor = (folder: string) =>
      folder !== "model" && sources.includes(`${folder}/index.ts`);
    const wrong = own.flatMap((file) =>
      importsOf(file)
        .filter((to) => {
          const folder = dirname(to);
          const isInside = file.startsWith(`${folder}/`);
          return hasDoor(folder) && !isInside && basename(to) !== "index.ts";
        })
        .map((to) => `${file} imports ${to}, past its door`),
    );
    expect(wrong).toEqual([]);
  });

  // Start-up is what everyone waits for: each command loads what it needs when it runs.
  it("let the command line say its help without the model, the compiler or any package but commander", () => {
    const loaded = new Set<string>();
    const load = (file: string) => {
      if (loaded.has(file)) return;
      loaded.add(file);
      if (!file.endsWith(".ts")) return;
      for (const [, to] of text(file).matchAll(
        /^(?:import|export) (?!type\b)[^;]*?from "([^"]+)"/gm,
      ))
        load(to.startsWith(".") ? relative(".", join(dirname(file), to)) : to);
    };
    load("cli/main.ts");
    expect([...loaded].filter((to) => !to.startsWith("cli/"))).toEqual(["commander"]);
    expect([...loaded].filter((to) => to.startsWith("cli/actions/"))).toEqual([]);
  });

  it("leave no file that nobody imports, but for those where something begins", () => {
    const imported = new Set(sources.flatMap(importsOf));
    const alone = sources.filter((file) => !imported.has(file) && !file.endsWith(".test.ts"));
    expect(alone.sort()).toEqual([...entries].sort());
  });

  it("leave no function or value of a file that nobody else names", () => {
    // The door of a part only passes on; those of the package are for others.
    const passedOn = /^export (?:type )?\{[^}]*\} from .*$/gm;
    const used = (file: string) =>
      doorsOfPackage.includes(file) ? text(file) : text(file).replaceAll(passedOn, "");
    const words = new Map(sources.map((file) => [file, new Set(used(file).match(/\w+/g))]));
    const alone = own.flatMap((file) =>
      [...code(file).matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)]
        .filter(([, name]) => ![...words].some(([one, has]) => one !== file && has.has(name)))
        .map(([, name]) => `${file}: ${name}`),
    );
    expect(alone).toEqual([]);
  });
});

describe("names", () => {
  it("a file is named after what it exports, or after the kind of what it collects", () => {
    const others = own
      .filter(
        (file) => basename(file) !== "index.ts" && file !== door && /^export /m.test(text(file)),
      )
      .filter((file) => {
        const { name } = parse(file);
        const exported = [
          ...text(file).matchAll(
            /^export (?:\w+ )*?(?:function\*?|const|class|interface|type) (\w+)/gm,
          ),
        ].map(([, found]) => found);
        return !exported.some((found) => isNamedAfter(name, found));
      });
    expect(others.sort()).toEqual([...collections].sort());
  });

  it("the explorer, the language and the traces know nothing of Linux", () => {
    const kernelWord = /\b(pte|folio|tlb|mmap|fork|zap|linux|kernel\w+\(|page[_ ]table)\b/i;
    const wrong = own
      .filter((file) => /^(explorer|counterexamples|model\/language)\//.test(file))
      .flatMap((file) => {
        const code = text(file).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$|"[^"]*"|`[^`]*`/gm, "");
        const found = kernelWord.exec(code);
        return found === null ? [] : [`${file}: ${found[0]}`];
      });
    expect(wrong).toEqual([]);
  });
});

/** Files that hold several things of one kind: the kind is the name. */
const collections = [
  "model/language/quantifiers.ts",
  "model/language/waiting.ts",
  "model/primitives/buffers.ts",
  "model/primitives/mmap_lock.ts",
  "model/primitives/vma_lock.ts",
  "model/state/domains.ts",
  "model/state/places.ts",
  "model/operations/access.ts",
  "model/operations/file_fault.ts",
  "model/operations/fork.ts",
  "model/operations/hardware.ts",
  "model/operations/writeback.ts",
  "model/operations/words.ts",
  "explorer/compile/codec.ts",
  "explorer/compile/definiteAssignment.ts",
  "explorer/compile/emitted.ts",
  "explorer/compile/wasm/searchCode.ts",
  "explorer/compile/wasm/tableCode.ts",
  "invariants/questions.ts",
  "cli/checkpoint/checkpointFile.ts",
  "cli/namedOrOwn.ts",
  "cli/numbers.ts",
  "cli/progress.ts",
  "model/facts.ts",
  "model/mappings/privateMemory.ts",
];

/** zap-race.ts exports zapRace, check.ts exports addCheck, and so on. */
function isNamedAfter(file: string, exported: string): boolean {
  const plain = (name: string) => name.replaceAll(/[-_]/g, "").toLowerCase();
  return plain(exported).includes(plain(file));
}

describe("the code", () => {
  const banned: readonly [string, RegExp][] = [
    ["any", /: any\b|<any>|as any\b/],
    ["a non-null assertion", /[\w)\]]!(?=[.;,)\]])/],
    ["a leftover", /\b(TODO|FIXME|XXX)\b|\bdebugger;|console\.(debug|trace)/],
    ["a lint that is silenced", /biome-ignore|@ts-ignore|eslint/],
    ["a focused or skipped test", /\b(it|describe|test)\.(only|skip)\b/],
  ];

  it.each(banned)("has no %s", (_, pattern) => {
    const wrong = sources.filter(
      (file) => file !== "test/tidy.test.ts" && pattern.test(code(file)),
    );
    expect(wrong).toEqual([]);
  });

  it("has files of a moderate length", () => {
    expect(own.filter((file) => text(file).split("\n").length > 400)).toEqual([]);
  });

  it("has functions that fit on a screen, but for generators of text", () => {
    expect(own.filter((file) => longestIn(file) > 65).sort()).toEqual(longByNature);
  });

  it("documents every folder", () => {
    const missing = [...folders, "explorer/compile", "explorer/search", "model/language"].filter(
      (folder) => !files.includes(`${folder}/README.md`),
    );
    expect(missing).toEqual([]);
  });

  it("gives every function that others call a comment", () => {
    const bare = own
      .filter((file) => /^(model\/language|model\/primitives|explorer|checks|render)\//.test(file))
      .filter((file) => basename(file) !== "index.ts")
      .flatMap((file) => {
        const lines = text(file).split("\n");
        const seen = new Set<string>();
        return lines.flatMap((line, at) => {
          const name = /^export (?:(?:async )?function\*? (\w+)|const (\w+) = primitive)/
            .exec(line)
            ?.slice(1)
            .find((found) => found !== undefined);
          if (name === undefined || seen.has(name)) return [];
          seen.add(name); // Its overloads share the comment of the first.
          const hasComment = /\*\/\s*$|^\/\//.test(lines[at - 1] ?? "");
          return hasComment ? [] : [`${file}: ${line.slice(0, 60)}`];
        });
      });
    expect(bare).toEqual([]);
  });

  it("cites the kernel for every procedure of an operation", () => {
    const uncited = own
      .filter((file) => file.startsWith("model/operations/"))
      .flatMap((file) => [...text(file).matchAll(/procedure\(\s*"(\w+)",\s*"([^"]+)"/g)])
      .filter(([, , source]) => !/\w\/\w.*\.c: \w|^the CPU|^the device|^a user thread/.test(source))
      .map(([, name, source]) => `${name}: ${source}`);
    expect(uncited).toEqual([]);
  });
});

/** Generators of text for other engines read best in one piece. */
const longByNature = ["bench/peers/toyPromela.ts"];

/** How many lines the longest function of a file has. */
function longestIn(file: string): number {
  const lines = text(file).split("\n");
  const lengths = lines.flatMap((line, at) => {
    const isStart = /^( {2})?(export )?(private |async |function)/.test(line) && line.endsWith("{");
    const indent = /^ */.exec(line)?.[0] ?? "";
    return isStart ? lines.slice(at).indexOf(`${indent}}`) : [];
  });
  return Math.max(0, ...lengths);
}
