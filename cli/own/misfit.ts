import { z } from "zod";
import { didYouMean, UsageError } from "../../checks/index.ts";

/** What is wrong with a thing of one's own, and where in it. */
export function misfit(
  where: string,
  schema: z.ZodType,
  issue: z.core.$ZodIssue,
  instead: string,
): UsageError {
  const path = issue.path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  const place = `${where}${path.join("")}`;
  if (issue.code === "unrecognized_keys") {
    const [key] = issue.keys;
    const known = fieldsAt(schema, issue.path);
    const what = issue.path.at(-1) === "switches" ? "an unknown switch" : "an unknown field";
    return new UsageError(
      `${place} has ${what} ${JSON.stringify(key)}${didYouMean(key, known)}`,
      `Use one of: ${known.join(", ")}.`,
    );
  }
  const { input } = issue;
  if (issue.code === "invalid_value" && typeof input === "string") {
    const known = issue.values.map(String);
    return new UsageError(
      `${place} ${issue.message}: ${JSON.stringify(input)}${didYouMean(input, known).replace(":", ";")}`,
      `Use one of: ${known.join(", ")}.`,
    );
  }
  return new UsageError(`${place} ${issue.message}`, instead);
}

/** The fields that an object at a place of a schema may have. */
function fieldsAt(schema: unknown, path: readonly PropertyKey[]): readonly string[] {
  if (schema instanceof z.ZodOptional) return fieldsAt(schema.unwrap(), path);
  if (schema instanceof z.ZodPipe) return fieldsAt(schema.out, path);
  const [key, ...rest] = path;
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const names = schema.options.flatMap((option) => fieldsAt(option, path));
    return [...new Set(names)];
  }
  if (schema instanceof z.ZodArray) return fieldsAt(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  return key === undefined ? Object.keys(schema.shape) : fieldsAt(schema.shape[String(key)], rest);
}
