import * as model from "../../model/index.ts";
import * as language from "../../model/language/index.ts";

/** What a file of a proposal can import, door by door. */
export const doors: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "ptecheck/model": model,
  "ptecheck/language": language,
};

/** All of it, by name: of a name that both have, the model's, which is typed. */
export const scope: Readonly<Record<string, unknown>> = { ...language, ...model };
