import { parentPort } from "node:worker_threads";
import { doing } from "./doing.ts";
import type { Answer, Question } from "./Question.ts";
import { SubjectFinder } from "./SubjectFinder.ts";
import { thrownOf } from "./thrown.ts";
import type { Kind, Work } from "./Work.ts";

// A thread that does one job after the other, and keeps what it has loaded for the next one.

/** A person sees no more than that, and each text costs a message. */
const statusMilliseconds = 100;
let lastStatus = 0;

const finder = new SubjectFinder();

function say<K extends Kind>(answer: Answer<K>): void {
  parentPort?.postMessage(answer);
}

function tell(textOf: () => string): void {
  if (performance.now() - lastStatus < statusMilliseconds) return;
  lastStatus = performance.now();
  say({ what: "status", text: textOf() });
}

async function answer<K extends Kind>({ kind, job, subjects }: Question<K>): Promise<Answer<K>> {
  try {
    const found = await Promise.all(subjects.map((names) => finder.find(names)));
    const whole = { ...job, subjects: found } as unknown as Work[K]["job"];
    return { what: "found", found: doing[kind](whole, tell, () => {}) };
  } catch (error) {
    return { what: "thrown", thrown: thrownOf(error) };
  }
}

parentPort?.on("message", async (question: Question<Kind>) => say(await answer(question)));
