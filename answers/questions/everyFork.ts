import type { Question } from "../Question.ts";

/** A law asked of each way in which fork meets a shared mapping. */
export function everyFork(law: string): Pick<Question, "needs" | "commands"> {
  return {
    needs: [
      { scenario: "fork-shared", mappings: ["write-notify", "shmem"], laws: [law] },
      { scenario: "fork-copied", mappings: ["write-notify", "shmem"], laws: [law] },
      { scenario: "fork-uffd-wp", mappings: ["shmem-uffd-wp"], laws: [law] },
    ],
    commands: [`check fork-shared fork-copied fork-uffd-wp -i ${law}`],
  };
}
