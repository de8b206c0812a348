import { listed } from "./listed.ts";

/** Each text after the kernels of which it is true; without them where one is true of all `many` that there are. */
export function perKernel(texts: ReadonlyMap<string, string>, many: number): string {
  const groups = new Map<string, string[]>();
  for (const [kernel, text] of texts) groups.set(text, [...(groups.get(text) ?? []), kernel]);
  const [first, ...others] = [...groups];
  if (others.length === 0 && texts.size === many) return first[0];
  return [...groups].map(([text, names]) => `on ${listed(names)} ${text}`).join(", but ");
}
