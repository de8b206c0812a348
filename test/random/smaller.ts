import type { SystemAst } from "./ast.ts";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Systems with one part less, larger parts first. Some of them may be no systems at all. */
export function* smaller(ast: SystemAst): Generator<SystemAst> {
  for (const one of reduced(ast as unknown as Json)) yield one as unknown as SystemAst;
}

function* reduced(json: Json): Generator<Json> {
  if (typeof json !== "object" || json === null) return;
  if (isList(json)) {
    for (const at of json.keys()) yield json.toSpliced(at, 1);
    for (const at of json.keys()) for (const less of reduced(json[at])) yield json.with(at, less);
    return;
  }
  yield* simpler(json);
  for (const [key, part] of Object.entries(json)) {
    if (isOptional(json, key)) yield without(json, key);
    for (const less of reduced(part)) yield { ...json, [key]: less };
  }
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

/** The fields and variants of shapes go by their names; everything else has fixed keys. */
function isOptional(json: { readonly [key: string]: Json }, key: string): boolean {
  if ("is" in json || "form" in json || "name" in json || "id" in json) return false;
  return /^(s|a|l)\d$|^(x|y|z|w|none|one|two|extra)$/.test(key);
}

function without(json: { readonly [key: string]: Json }, key: string): Json {
  return Object.fromEntries(Object.entries(json).filter(([name]) => name !== key));
}

const statements = new Set(["const", "assign", "copy", "copyField", "update", "if", "for"]);
const others = new Set([...statements, "waitUntil", "must", "throw", "return", "next", "done"]);

/** What may stand for a statement, an expression or a shape instead. */
function* simpler(json: { readonly [key: string]: Json }): Generator<Json> {
  if (typeof json.form === "string") {
    if (json.form !== "bool" && json.form !== "range") yield { form: "range", count: 2 };
    if (json.of !== undefined) yield json.of;
    return;
  }
  if (typeof json.is !== "string") return;
  if (["call", "outOfScope", "blocked", "original"].includes(json.is)) yield { is: "done" };
  if (others.has(json.is) || json.is === "literal" || json.is === "name") return;
  for (const part of Object.values(json)) {
    if (typeof part === "object" && part !== null && "is" in part) yield part;
  }
  for (const value of [true, false, 0, null]) yield { is: "literal", value };
}
