import { UsageError } from "../../checks/index.ts";
import type { FromFile } from "../../model/FromFile.ts";
import type { Kind } from "./Kind.ts";
import { loadDefault } from "./loadDefault.ts";
import { misfit } from "./misfit.ts";

/**
 * What a file's default export is: one of a kind, or an array of them. Each knows the file.
 *
 * @throws {UsageError} It cannot be loaded, or what it exports is none of this model.
 */
export function ownIn<T extends FromFile>(file: string, kind: Kind<T>): T[] {
  const exported = loadDefault(file, kind.instead);
  const list: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
  if (list.length === 0) throw new UsageError(`${file} exports an empty array`, kind.instead);
  return list.map((candidate, at) => {
    const place = Array.isArray(exported) ? `[${at}]` : "";
    const one = shaped(`${file}: its default export${place}`, candidate, kind);
    const own = { ...kind.complete(one), file };
    kind.assertFits(file, own);
    return own;
  });
}

/** The candidate itself, not a parsed copy: changes and procedures are known by identity. */
function shaped<T extends FromFile>(where: string, candidate: unknown, kind: Kind<T>): T {
  const { schema, instead } = kind;
  try {
    const parsed = schema.safeParse(candidate, { reportInput: true });
    if (parsed.success) return candidate as T;
    throw (
      otherKind(where, candidate, kind) ?? misfit(where, schema, parsed.error.issues[0], instead)
    );
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${where} throws when it is read: ${reason}`, instead);
  }
}

/** By a field that no other kind has. */
const marks = [
  { field: "threads", what: "a scenario", give: "npx ptecheck check <file>" },
  { field: "antecedent", what: "an invariant", give: "--invariant <file>" },
  { field: "changes", what: "a proposal", give: "--proposal <file>" },
  { field: "then", what: "a promise", give: "export what it resolves to" },
] as const;

/** What was given instead, where that can be seen. */
function otherKind(where: string, candidate: unknown, { what, instead }: Kind<FromFile>) {
  if (typeof candidate === "function") {
    return new UsageError(`${where} is a function, not a ${what}`, instead);
  }
  if (typeof candidate !== "object" || candidate === null) return null;
  if (candidate instanceof Promise) candidate.catch(() => {}); // Nobody waits for it: it is refused.
  const mark = marks.find(({ field }) => field in candidate);
  if (mark === undefined || mark.what.endsWith(` ${what}`)) return null;
  return new UsageError(`${where} is ${mark.what}, and no ${what}`, `Instead: ${mark.give}.`);
}
