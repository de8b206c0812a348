/** How many threads search at once: what the user says, or as many as fit where there is much to do. */
export type Asked = number | "auto" | undefined;

/** To start one takes half a second, and memory for a model and a compiler of its own. */
const bytesEach = 2 ** 30;
/** Where nobody says how many: fewer jobs than these are done sooner than it would pay. */
const many = 8;

/** On how many threads so many jobs run at once; 1 is the one that asks. */
export function threadsFor(
  asked: Asked,
  jobs: number,
  { cores, memory }: { readonly cores: number; readonly memory: number },
): number {
  if (jobs < 2 || (asked === undefined && jobs < many)) return 1;
  const fit = Math.max(1, Math.min(cores, Math.floor(memory / bytesEach)));
  return Math.min(jobs, typeof asked === "number" ? asked : fit);
}
