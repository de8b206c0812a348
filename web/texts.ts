import type { StepTexts } from "./edit/index.ts";

const files = import.meta.glob<StepTexts>(
  // What a thread does next is no step of the kernel: threads are edited by themselves.
  ["../model/operations/*.ts", "!../model/operations/user_thread.ts"],
  { query: "?steps", import: "default", eager: true },
);

const of = (kind: keyof StepTexts) =>
  Object.assign({}, ...Object.values(files).map((texts) => texts[kind]));

/** The texts of the whole model's steps; `web/build/` makes them. */
export const texts: StepTexts = { steps: of("steps"), helpers: of("helpers") };
