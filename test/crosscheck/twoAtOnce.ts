/** Does something for each item, two at once: as many as a small machine has cores. Results in their order. */
export async function twoAtOnce<T, R>(
  items: readonly T[],
  body: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const left = items.entries();
  const worker = async () => {
    for (const [at, item] of left) results[at] = await body(item);
  };
  await Promise.all([worker(), worker()]);
  return results;
}
