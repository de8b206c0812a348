import type { Asked } from "./threadsFor.ts";
import { Workers } from "./Workers.ts";

/** Does something with workers, and ends them. */
export async function withWorkers<T>(
  asked: Asked,
  work: (workers: Workers) => Promise<T>,
): Promise<T> {
  const workers = new Workers(asked);
  try {
    return await work(workers);
  } finally {
    await workers.end();
  }
}
