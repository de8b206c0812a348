import type { Question } from "../Question.ts";
import { branch } from "./branch.ts";
import { cases } from "./cases.ts";
import { evict } from "./evict.ts";
import { loss } from "./loss.ts";
import { old } from "./old.ts";
import { options } from "./options.ts";
import { premise } from "./premise.ts";
import { touch } from "./touch.ts";
import { why } from "./why.ts";
import { writeFault } from "./writeFault.ts";
import { writeProtect } from "./writeProtect.ts";
import { zap } from "./zap.ts";

/** All questions, in the order of the mail. */
export const questions: readonly Question[] = [
  touch,
  why,
  cases,
  options,
  branch,
  writeFault,
  writeProtect,
  old,
  premise,
  evict,
  zap,
  loss,
];
