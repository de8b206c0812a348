import { z } from "zod";
import { mappingNames } from "../../model/mappings/index.ts";

// What the fields of things that users write may hold, with what is said where they do not.

/** Names go into tables, traces and commands: nothing that a shell or a terminal could take for its own. */
const name = z
  .string("is missing, or no text")
  .regex(/^\w[\w.-]*$/, "is no name: use letters, digits and hyphens, as in my-idea");

const text = z
  .string("is no text")
  .refine((given) => given.trim() !== "", "is empty")
  .refine((given) => !/[^\P{Cc}\n\t]/u.test(given), "holds a control character");

/** A function, as far as can be seen; types say more. */
function code<T>(isWrong: string) {
  return z.custom<T>((value) => typeof value === "function", isWrong);
}

/** One of some names: an unknown one is told with the nearest. */
function oneOf<const T extends string>(what: string, names: readonly T[]) {
  return z.enum(names, `is no ${what}`);
}

/** A list that names something, and nothing twice. */
function list<T>(item: z.ZodType<T, unknown>, of: string) {
  return z
    .array(item, `is no array of ${of}`)
    .nonempty("is empty")
    .refine((all) => new Set(all).size === all.length, "names something twice");
}

export const fields = {
  name,
  text,
  code,
  oneOf,
  list,
  mappings: list(oneOf("mapping", mappingNames), "mappings"),
};
