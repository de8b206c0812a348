import type { SubjectNames } from "./SubjectNames.ts";
import type { Thrown } from "./thrown.ts";
import type { Kind, Work } from "./Work.ts";

/** What a worker is asked to do: a job, its subjects by their names. */
export interface Question<K extends Kind> {
  readonly kind: K;
  readonly job: Omit<Work[K]["job"], "subjects">;
  readonly subjects: readonly SubjectNames[];
}

/** What it says: how far it is, what it found, or what went wrong. */
export type Answer<K extends Kind> =
  | { readonly what: "status"; readonly text: string }
  | { readonly what: "found"; readonly found: Work[K]["found"] }
  | { readonly what: "thrown"; readonly thrown: Thrown };
