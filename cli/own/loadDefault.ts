import { readFileSync, statSync } from "node:fs";
import { extname, relative, resolve } from "node:path";
import { createJiti } from "jiti";
import { didYouMean, UsageError, withoutTexts } from "../../checks/index.ts";
import * as model from "../../model/index.ts";
import * as language from "../../model/language/index.ts";
import { LanguageError } from "../../model/language/index.ts";
import * as door from "../../ptecheck.ts";

/** What a file may import of ptecheck: these very modules, not what may be installed beside it. */
const doors: Readonly<Record<string, object>> = {
  ptecheck: door,
  "ptecheck/model": model,
  "ptecheck/language": language,
};

const virtualModules: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(doors).map(([name, module]) => [name, strict(name, module)]),
);

/**
 * The default export of a TypeScript or JavaScript module, run without a build step.
 *
 * @param instead What the file should be, for the error.
 * @throws {UsageError} It cannot be read, parsed or run, imports what does not exist, or has no default.
 */
export function loadDefault(file: string, instead: string): unknown {
  const path = resolve(file);
  const source = read(file, instead);
  assertOneDefault(file, source, instead);
  // Nothing is cached on disk, and nothing is left to Node's own import: see README.md.
  const jiti = createJiti(import.meta.url, {
    fsCache: false,
    interopDefault: false,
    tryNative: false,
    virtualModules: { ...virtualModules },
  });
  try {
    const loaded: unknown = jiti.evalModule(source, {
      id: path,
      filename: path,
      ext: extname(path),
      async: false,
      forceTranspile: true,
    });
    if (typeof loaded === "object" && loaded !== null && "default" in loaded) return loaded.default;
  } catch (error) {
    throw cannotLoad(file, path, error, instead);
  }
  throw new UsageError(`${file} has no default export`, instead);
}

/** A module of which a name that does not exist is an error, not undefined. */
function strict(name: string, module: object): unknown {
  const asked: ReadonlySet<string> = new Set(["__esModule", "default", "then", "toJSON"]);
  return new Proxy(
    { ...module, __esModule: true },
    {
      get(target, key, receiver) {
        if (typeof key === "symbol" || Object.hasOwn(target, key) || asked.has(key)) {
          return Reflect.get(target, key, receiver);
        }
        throw new UsageError(`${name} has no ${key}${whereInstead(key, module)}`, "");
      },
    },
  );
}

/** Another door that has the name, or else what this one has that is written nearly so. */
function whereInstead(key: string, module: object): string {
  const [other] = Object.entries(doors).find(([, one]) => Object.hasOwn(one, key)) ?? [];
  return other === undefined ? didYouMean(key, Object.keys(module)) : `: it is in ${other}`;
}

/** More than anybody writes: what is larger is something else, and would only be slow to refuse. */
const mostBytes = 2 ** 20;

function read(file: string, instead: string): string {
  try {
    const found = statSync(file);
    if (!found.isFile()) throw new UsageError(`${file} is no file that can be loaded`, instead);
    if (found.size > mostBytes) {
      const size = Math.round(found.size / mostBytes);
      throw new UsageError(`${file} has ${size} MiB, too much for a text to load`, instead);
    }
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT") throw new UsageError(`there is no file ${file}`, instead);
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`cannot read ${file}: ${reason}`, instead);
  }
}

/** The loader would take the last one, where it is an error of the language. */
function assertOneDefault(file: string, source: string, instead: string): void {
  const [, second] = withoutTexts(source).matchAll(/^[ \t]*export\s+default\b/gm);
  if (second === undefined) return;
  const line = source.slice(0, second.index).split("\n").length;
  throw new UsageError(
    `${file} is no TypeScript: it has two default exports (${relative(".", file)}:${line})`,
    instead,
  );
}

/** One line: what went wrong, and where in the file as far as that is known. */
function cannotLoad(file: string, path: string, error: unknown, instead: string): UsageError {
  const message = error instanceof Error ? error.message : String(error);
  const parse = /^(?:ParseError|SyntaxError): ([\s\S]*?)\s*\n\s*(.*):(\d+):(\d+)\s*$/.exec(message);
  if (parse !== null) {
    const [, what, where, line, column] = parse;
    const place = `${relative(".", where)}:${line}:${Number(column) + 1}`;
    return new UsageError(`${file} is no TypeScript: ${what.trim()} (${place})`, instead);
  }
  const place = placeIn(path, error);
  const at = place === null ? "" : ` (${relative(".", path)}:${place})`;
  const missing = missingDoor(error, path);
  if (missing !== null) {
    const known = Object.keys(doors);
    const what = `there is no ${missing}${didYouMean(missing, known)}`;
    return new UsageError(`cannot load ${file}: ${what}`, `There are ${known.join(", ")}.`);
  }
  const what = error instanceof LanguageError ? error.what : message.split("\n")[0];
  const told = error instanceof LanguageError ? error.advice : instead;
  return new UsageError(`cannot load ${file}: ${what}${at}`, told);
}

/** The door of ptecheck that the file asks for and that does not exist, if that is why it failed. */
function missingDoor(error: unknown, path: string): string | null {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code !== "MODULE_NOT_FOUND" && code !== "ERR_PACKAGE_PATH_NOT_EXPORTED") return null;
  const asked = [...readFileSync(path, "utf8").matchAll(/from\s*["'](ptecheck\/[^"']*)["']/g)];
  return asked.map(([, door]) => door).find((door) => !Object.hasOwn(doors, door)) ?? null;
}

/** The line of the innermost call in the file (columns are those of what it was turned into). */
function placeIn(path: string, error: unknown): string | null {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const start = stack.indexOf(`${path}:`);
  if (start < 0) return null;
  return /^\d+/.exec(stack.slice(start + path.length + 1))?.[0] ?? null;
}
